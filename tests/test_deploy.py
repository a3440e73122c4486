"""The files of deploy/: what they start, ask and name exists, they hold no secret, and systemd understands its units.

nginx.conf in front of real processes: tests/browser/test_behind_nginx.py. Not here: whether a cluster or an engine
takes the rest (docs/run-on-a-server.md says what was tried).
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from streamlit import config

from loaders.__main__ import main
from server import metrics, readiness

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(DEPLOY.iterdir())}
KUBERNETES = list(yaml.safe_load_all(TEXTS["kubernetes.yaml"]))
COMPOSE = yaml.safe_load(TEXTS["compose.yaml"])


def of_kind(kind: str) -> list[dict[str, Any]]:
    return [one for one in KUBERNETES if one["kind"] == kind]


def pods() -> Iterator[dict[str, Any]]:
    for one in of_kind("Deployment"):
        yield one["spec"]["template"]["spec"]
    for one in of_kind("CronJob"):
        yield one["spec"]["jobTemplate"]["spec"]["template"]["spec"]


def test_every_command_of_ours_is_one_that_exists(capsys: pytest.CaptureFixture[str]) -> None:
    found = re.findall(r"-m loaders ([\w-]+)((?: (?:--[\w-]+|\$+since|/\w+))*)", "\n".join(TEXTS.values()))
    assert len(found) >= 4
    for command, options in found:
        with pytest.raises(SystemExit):
            main([command, "--help"])
        shown = capsys.readouterr().out
        assert all(option in shown for option in re.findall(r"--[\w-]+", options)), (command, options)


def test_every_setting_is_one_that_streamlit_has() -> None:
    said = set(re.findall(r"--((?:browser|server|secrets)\.\w+)", "\n".join(TEXTS.values())))
    assert {"browser.serverAddress", "server.allowedHosts", "secrets.files"} <= said
    assert said <= set(config.get_config_options())


def test_every_variable_of_ours_is_read_somewhere() -> None:
    said = set(re.findall(r"\bTHERAPY_[A-Z_]+", "\n".join(TEXTS.values())))
    sources = [path for folder in ("server", "views", "therapies", "loaders") for path in (ROOT / folder).glob("*.py")]
    code = "".join(path.read_text(encoding="utf-8") for path in [*sources, ROOT / "serving.py"])
    assert said
    assert [name for name in sorted(said) if name not in code] == []


def test_probes_ask_what_the_dashboard_answers_and_metrics_stay_inside() -> None:
    container = next(pods())["containers"][0]
    asked = {name: container[f"{name}Probe"]["httpGet"]["path"] for name in ("liveness", "readiness", "startup")}
    assert asked == {"liveness": "/_stcore/health", "readiness": readiness.PATH, "startup": "/_stcore/health"}
    assert f":8501{readiness.PATH}'" in TEXTS["Containerfile"]
    paths = of_kind("Ingress")[0]["spec"]["rules"][0]["http"]["paths"]
    inside = {one["path"] for one in paths if one["backend"]["service"]["name"] == "nothing"}
    assert inside == {metrics.PATH, "/_stcore/metrics"}
    assert all(f"location = {path} {{ return 404; }}" in TEXTS["nginx.conf"] for path in inside)


def test_nothing_runs_as_root_or_writes_into_its_own_files() -> None:
    for pod in pods():
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert pod["automountServiceAccountToken"] is False
        for container in pod["containers"]:
            rights = container["securityContext"]
            assert rights["readOnlyRootFilesystem"] is True
            assert rights["allowPrivilegeEscalation"] is False
            assert rights["capabilities"] == {"drop": ["ALL"]}
            assert container["resources"]["limits"]["memory"]
    for service in COMPOSE["services"].values():
        assert (service["user"], service["read_only"], service["cap_drop"]) == ("10001:10001", True, ["ALL"])
    assert "USER 10001:10001\n" in TEXTS["Containerfile"]
    for unit in ("dashboard@.service", "dashboard-refresh.service"):
        lines = set(TEXTS[unit].splitlines())
        assert lines >= {"User=dashboard", "ProtectSystem=strict", "NoNewPrivileges=yes", "CapabilityBoundingSet="}


def test_no_key_or_password_stands_in_a_file() -> None:
    given = re.compile(r"(?i)(secret_access_key|access_key_id|password|client_secret|cookie_secret)\W{1,4}\w{6}")
    assert [name for name, text in TEXTS.items() if given.search(text)] == []
    assert of_kind("Secret") == []


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze: apt-get install systemd")
def test_systemd_understands_the_units(tmp_path: Path) -> None:
    units = [name for name in TEXTS if name.endswith((".service", ".timer"))]
    (python := tmp_path / "python").symlink_to(sys.executable)  # no space in its path, wherever the project lies
    for name in units:
        here = TEXTS[name].replace("/srv/dashboard/.venv/bin/python", str(python))
        (tmp_path / name).write_text(here.replace("User=dashboard", "User=root"))
    command = ["systemd-analyze", "verify", *(str(tmp_path / name) for name in units)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    said = [line for line in checked.stderr.splitlines() if line.startswith(("dashboard", str(tmp_path)))]
    assert said == []
