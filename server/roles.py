"""What a signed-in person is here: a viewer, who sees everything published, or a curator, who also keeps it true.

Everybody whom the identity provider lets in is a viewer. Not here: signing in (`views.sign_in`), what a curator can do.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

# As long as a long working day. Who left, or lost a role, is out after that, whatever their browser keeps.
LASTS = timedelta(hours=12)
# The provider's clock and ours. A clock that is further behind would let a sign-in last as much longer.
CLOCKS_DIFFER = timedelta(minutes=5)


def is_curator(claims: Mapping[str, Any], roles: Mapping[str, Any]) -> bool:
    """Whether the claims of a sign-in name a curator.

    `roles` is the section [roles] of the server's secrets: `curators`, e-mail addresses, which count only where the
    provider says that it verified them; or `curator_claim` and `curator_values`, a claim (often "groups") and what
    must be in it.
    """
    address = str(claims.get("email") or "").casefold()
    listed = {str(one).casefold() for one in _several(roles.get("curators"))}
    if claims.get("email_verified") is True and address and address in listed:
        return True
    name = roles.get("curator_claim")
    held = {str(one) for one in _several(claims.get(name))} if name else set()
    return not held.isdisjoint(str(one) for one in _several(roles.get("curator_values")))


def is_fresh(claims: Mapping[str, Any], now: datetime) -> bool:
    """Whether this sign-in still counts. One without its moment does not, nor one of a moment that has not come."""
    issued = claims.get("iat")
    if not isinstance(issued, int | float):
        return False
    return -CLOCKS_DIFFER.total_seconds() <= now.timestamp() - issued < LASTS.total_seconds()


def name(claims: Mapping[str, Any]) -> str:
    """What to call the person on their own screen."""
    return str(claims.get("name") or claims.get("email") or "somebody without a name")


def _several(value: object) -> list[object]:
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]
