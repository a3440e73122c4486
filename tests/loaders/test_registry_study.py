"""A study of the register that cannot be read costs only itself, and is named where its number can be seen."""

import json

from loaders.registry_study import Study, Unreadable, read_studies, read_study

GOOD = {"protocolSection": {"identificationModule": {"nctId": "NCT00000001", "briefTitle": "Good"}}}
BAD = json.dumps({"protocolSection": {"identificationModule": {"nctId": "NCT00000002", "briefTitle": "B"}}}).encode()


def test_a_byte_that_is_no_utf_8_costs_one_study() -> None:
    broken = BAD.replace(b'"B"', b'"\xff"')
    found = read_study(broken)
    assert isinstance(found, Unreadable)
    assert found.nct == "NCT00000002"
    assert "UTF-8" in found.reason
    studies, odd = read_studies(b"[" + json.dumps(GOOD).encode() + b"," + broken + b"]")
    assert [type(one) for one in studies] == [Study]
    assert [one.nct for one in odd] == ["NCT00000002"]
