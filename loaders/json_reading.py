"""JSON of another machine, typed: whatever is odd about it is a msgspec.DecodeError, also what Python's stack or a text
cannot hold. Not here: what is read (`loaders.registry_study` and the clients), or what is said when it is odd.
"""

from functools import cache
from typing import Any, TypeVar

import msgspec

Kind = TypeVar("Kind")


def decoded(content: bytes | msgspec.Raw, kind: type[Kind]) -> Kind:
    """The content as this kind of record. Raises msgspec.DecodeError, of which ValidationError is one."""
    try:
        return _decoder(kind).decode(content)
    except RecursionError as error:
        raise msgspec.DecodeError("it is nested too deep") from error
    except UnicodeDecodeError as error:
        raise msgspec.DecodeError(f"a byte that is no UTF-8: {error.reason}") from error


@cache
def _decoder(kind: type[Any]) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)
