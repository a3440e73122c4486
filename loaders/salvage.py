"""What can still be used of a record with faults, so that one fault does not hide the next.

Values that were refused become None (or an empty list); everything else is taken as it stands, unchecked. The result is
good for looking for more faults and for nothing else: a file with a fault is never built.
"""

import types
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from loaders.fields import Record

R = TypeVar("R", bound=Record)
Path_ = tuple[str | int, ...]


def salvage(kind: type[R], value: Any, refused: set[Path_]) -> R | None:
    """A record of `kind` from raw values without those at the refused paths; None when there is nothing to take."""
    return _record(kind, value, refused, ())


def _record(kind: type[Any], value: Any, refused: set[Path_], path: Path_) -> Any:
    if not isinstance(value, dict) or path in refused:
        return None
    taken = {
        name: _value(field.annotation, value.get(name), refused, (*path, name))
        for name, field in kind.model_fields.items()
    }
    if kind.model_config.get("extra") == "allow":
        cell = kind.__annotations__["__pydantic_extra__"].__args__[1]
        for name in value.keys() - kind.model_fields.keys():
            extra = _value(cell, value[name], refused, (*path, name))
            if extra is not None:
                taken[name] = extra
    return kind.model_construct(**taken)


def _value(annotation: Any, value: Any, refused: set[Path_], path: Path_) -> Any:
    if value is None and type(None) in get_args(annotation):
        return None
    annotation = _without_none(annotation)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _value(arguments[0], value, refused, path)
    if origin is list:
        items = value if isinstance(value, list) and path not in refused else []
        found = [_value(arguments[0], item, refused, (*path, index)) for index, item in enumerate(items)]
        if _is_record(arguments[0]):
            return _in_place(found)
        return found if type(None) in get_args(arguments[0]) else [item for item in found if item is not None]
    if origin is dict:
        entries = value if isinstance(value, dict) and path not in refused else {}
        found = {key: _value(arguments[1], item, refused, (*path, key)) for key, item in entries.items()}
        return {key: item for key, item in found.items() if item is not None}
    if _is_record(annotation):
        return _record(annotation, value, refused, path)
    return None if path in refused else value


def _in_place(records: list[Any]) -> list[Any]:
    """Positions are paths, so a record may be cut off only at the end, never taken out of the middle."""
    whole = next((index for index, record in enumerate(records) if record is None), len(records))
    return records[:whole]


def _is_record(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Record)


def _without_none(annotation: Any) -> Any:
    if get_origin(annotation) not in (Union, types.UnionType):
        return annotation
    return next(argument for argument in get_args(annotation) if argument is not type(None))


def touches(path: Path_, refused: set[Path_]) -> bool:
    """True where a finding at `path` may only be the shadow of a refused value there, above or below."""
    return any(path[: len(other)] == other[: len(path)] for other in refused)
