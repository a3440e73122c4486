"""A release and two copies of the register in which every text that may be one is hostile, made as people make them."""

import copy
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loaders.__main__ import main
from loaders.yaml_text import read
from tests.faults.hostile_files import Place, hostile_files
from tests.faults.hostile_texts import FOR_REGISTER, IMAGE, SCRIPT, at, leaves, put
from tests.registry_stub.server import Register
from tests.registry_stub.studies import nct

# Of the first studies these keep what they are found by; of the last one nothing stays but its number.
_KEPT = {
    *("nctId", "nctIdAliases", "overallStatus", "status", "date", "type", "studyType", "phases", "country"),
    *("minimumAge", "maximumAge", "sex", "stdAges", "statusVerifiedDate", "class"),
}
_OF_REGISTER = ("trial_status", "site_status", "trial_phase", "source_kind")
STUDIES = 6
ROOT = Path(__file__).parents[2]
HUGE = "H" * 1_000_000


@dataclass(frozen=True)
class HostileData:
    """Where they lie; `places` of the curated files hold a hostile text, `said` is what the refresh said."""

    release: Path
    register: Path
    places: list[Place]
    said: str


def hostile_studies(register: Register) -> None:
    """Make the studies of a register hostile: the last but one in every text, the last one by its size."""
    for number, study in enumerate(register.studies):
        keep = _KEPT if number < STUDIES - 2 else {"nctId"}
        for turn, path in enumerate(leaves(study)):
            if not keep & set(path):
                put(study, path, FOR_REGISTER[(turn + number) % len(FOR_REGISTER)])
        sections = study["protocolSection"]
        sections["statusModule"] |= {"overallStatus": "RECRUITING"} if number < STUDIES - 2 else {}
        sections["conditionsModule"]["conditions"] = ["influenza", f"influenza {IMAGE}", SCRIPT]
        sections["armsInterventionsModule"] = {
            "interventions": [{"type": "BIOLOGICAL", "name": "TN-1"}, {"type": "BIOLOGICAL", "name": IMAGE}]
        }
        sections["contactsLocationsModule"] = {"locations": [_site(one) for one in FOR_REGISTER]}
    register.studies[-1]["protocolSection"]["identificationModule"]["briefTitle"] = HUGE


def _site(text: str) -> dict[str, Any]:
    point = {"lat": 38.6, "lon": -90.2}
    site = {"facility": text, "city": text, "state": text, "zip": text, "country": "United States"}
    return {**site, "status": "RECRUITING", "geoPoint": point}


def _with_words_of_the_register(path: Path) -> None:
    real = ROOT / "data" / "curated" / path.name
    words, ours = read(real, real).value, read(path, path).value
    text = {**ours, **{name: {**words[name], **ours[name]} for name in _OF_REGISTER}}
    path.write_text(json.dumps(text, ensure_ascii=False), encoding="utf-8")


def hostile_data(folder: Path, capsys: Any = None) -> HostileData:
    """Make them below `folder`."""
    curated, places = hostile_files(folder)
    _with_words_of_the_register(curated / "vocabulary.yaml")
    release, register = folder / "release", folder / "register"
    built = ["--curated", str(curated), "--to", str(release), "--history", str(folder / "history")]
    assert main(["build", *built]) == 0
    with Register(STUDIES) as service:
        command = ["refresh", "--to", str(register), "--base-url", service.url, "--all", "--pause", "0"]
        plain = copy.deepcopy(service.studies)
        assert main(command) == 0
        hostile_studies(service)
        service.refresh()
        for study, before in zip(service.studies, plain, strict=True):
            assert (
                at(study, ("protocolSection", "identificationModule", "nctId"))
                == before["protocolSection"]["identificationModule"]["nctId"]
            )
        assert main(command) == 0
    said = capsys.readouterr().err if capsys else ""
    shutil.rmtree(curated)
    return HostileData(release, register, places, said)


LAST = nct(STUDIES - 1)
