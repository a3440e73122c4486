"""Who is a curator: only who is named, by an address that the provider verified or by a claim."""

from datetime import UTC, datetime
from typing import Any

import pytest

from server.roles import is_curator, is_fresh, name

MK = {"email": "mk@example.org", "email_verified": True}


@pytest.mark.parametrize(
    ("claims", "roles", "curator"),
    [
        (MK, {"curators": ["mk@example.org"]}, True),
        (MK, {"curators": ["MK@Example.org"]}, True),
        (MK, {"curators": ["js@example.org"]}, False),
        (MK, {}, False),
        ({**MK, "email_verified": False}, {"curators": ["mk@example.org"]}, False),
        ({**MK, "email_verified": "true"}, {"curators": ["mk@example.org"]}, False),
        ({"email": "mk@example.org"}, {"curators": ["mk@example.org"]}, False),
        ({"email_verified": True}, {"curators": [""]}, False),
        ({"groups": ["x", "desk"]}, {"curator_claim": "groups", "curator_values": ["desk"]}, True),
        ({"role": "desk"}, {"curator_claim": "role", "curator_values": "desk"}, True),
        ({"groups": ["x"]}, {"curator_claim": "groups", "curator_values": ["desk"]}, False),
        ({"groups": []}, {"curator_claim": "groups"}, False),
        ({}, {"curator_claim": "groups", "curator_values": ["None"]}, False),
        ({"groups": ["desk"]}, {"curator_values": ["desk"]}, False),
    ],
)
def test_curators(claims: dict[str, Any], roles: dict[str, Any], curator: bool) -> None:
    assert is_curator(claims, roles) is curator


@pytest.mark.parametrize(
    ("issued", "fresh"),
    [
        (0, True),
        (-240, True),
        (-3600, False),
        (11 * 3600, True),
        (12 * 3600, False),
        (None, False),
        ("now", False),
    ],
)
def test_a_sign_in_lasts_a_working_day(issued: object, fresh: bool) -> None:
    now = datetime(2026, 11, 26, 9, tzinfo=UTC)
    claims = {"iat": now.timestamp() - issued if isinstance(issued, int) else issued}
    assert is_fresh(claims, now) is fresh


def test_a_person_without_a_name() -> None:
    assert name(MK) == "mk@example.org"
    assert name({}) == "somebody without a name"
