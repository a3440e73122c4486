"""What can still be used of a record with faults, so that one fault does not hide the next.

Values that were refused become what stands there when nothing is written (None or an empty list where something must
be); everything else is taken as it stands, unchecked. The result is good for looking for more faults and for nothing
else: a file with a fault is never built. Not here: what is said of a refused value (`loaders.refused_words`).
"""

import types
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from loaders.fields import Record

R = TypeVar("R", bound=Record)
Path_ = tuple[str | int, ...]


def salvage(kind: type[R], value: Any, refused: set[Path_]) -> R | None:
    """A record of `kind` from raw values without those at the refused paths; None when there is nothing to take."""
    return _value(kind, value, refused, ())


def inside(annotation: Any, part: str | int) -> Any:
    """The annotation of what stands at `part` of a record, a list or a group of records, without its "or None"."""
    if not _is_record(annotation):
        return _bare(get_args(annotation)[-1])
    field = annotation.model_fields.get(part)
    return _bare(field.annotation if field else _further(annotation))


def touches(path: Path_, refused: set[Path_]) -> bool:
    """True where a finding at `path` may only be the shadow of a refused value there, above or below."""
    return any(path[: len(other)] == other[: len(path)] for other in refused)


def _value(annotation: Any, value: Any, refused: set[Path_], path: Path_) -> Any:
    kind = _bare(annotation)
    if path in refused:
        return None if _may_be_none(annotation) else {list: [], dict: {}}.get(get_origin(kind))
    if value is None:
        return None
    if _is_record(kind):
        return _record(kind, value, refused, path)
    if get_origin(kind) is list:
        return _list(get_args(kind)[0], value, refused, path)
    if get_origin(kind) is dict:
        found = {key: _value(get_args(kind)[1], item, refused, (*path, key)) for key, item in value.items()}
        return {key: item for key, item in found.items() if item is not None}
    # As `loaders.fields` reads a text: a bare number is one too.
    return str(value).strip() if kind is str else value


def _record(kind: type[Record], value: dict[str, Any], refused: set[Path_], path: Path_) -> Record:
    taken = {
        name: _value(field.annotation, value.get(name), refused, (*path, name))
        for name, field in kind.model_fields.items()
        if field.is_required() or (name in value and (*path, name) not in refused)
    }
    if kind.model_config.get("extra") == "allow":
        for name in value.keys() - kind.model_fields.keys():
            further = _value(_further(kind), value[name], refused, (*path, name))
            if further is not None:
                taken[name] = further
    return kind.model_construct(**taken)


def _list(annotation: Any, values: list[Any], refused: set[Path_], path: Path_) -> list[Any]:
    found = [_value(annotation, item, refused, (*path, index)) for index, item in enumerate(values)]
    if _is_record(annotation):
        return _in_place(found)
    return found if _may_be_none(annotation) else [item for item in found if item is not None]


def _in_place(records: list[Any]) -> list[Any]:
    """Positions are paths, so a record may be cut off only at the end, never taken out of the middle."""
    whole = next((index for index, record in enumerate(records) if record is None), len(records))
    return records[:whole]


def _further(kind: type[Record]) -> Any:
    """The annotation of the keys that a record allows beside its own."""
    return get_args(kind.__annotations__["__pydantic_extra__"])[1]


def _is_record(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Record)


def _may_be_none(annotation: Any) -> bool:
    return type(None) in get_args(annotation)


def _bare(annotation: Any) -> Any:
    """The annotation without "or None", which comes last in it, and without what pydantic asks beside it."""
    while get_origin(annotation) in (Annotated, Union, types.UnionType):
        annotation = get_args(annotation)[0]
    return annotation
