"""The house itself: budgets, names, layers, and what must never be written. They are there to make us think."""

import ast
import re
import subprocess
import tokenize
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders.__main__ import COMMANDS

ROOT = Path(__file__).parent.parent
SOURCES = [
    path
    for folder in ("pages", "views", "server", "therapies", "loaders")
    for path in sorted((ROOT / folder).glob("*.py"))
]
LONGER = {
    "loaders/tables.py": "declares every column of every table, as data; two files would hide half of the schema",
    "therapies/facts.py": "one record per table, in the order of loaders/tables.py; nothing but fields",
}
BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "tools", "stuff"}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lines_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in [*SOURCES, ROOT / "dashboard.py"]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield name_of(path), node


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_modules_stay_within_their_budget(path: Path) -> None:
    limit = 120 if path.parent.name == "pages" else 300
    if name_of(path) not in LONGER:
        assert len(lines_of(path)) <= limit


def test_functions_stay_within_their_budget() -> None:
    long = []
    for name, node in functions():
        length = (node.end_lineno or node.lineno) - node.lineno + 1
        # A function that is one single expression of keywords (a record being filled) is a list, not logic.
        body = [part for part in node.body if not isinstance(part, ast.Expr)]
        fills_one_record = isinstance(body[-1] if body else None, ast.Return) and len(body) <= 5
        if length > 40 and not fills_one_record:
            long.append(f"{name}:{node.lineno} {node.name} has {length} lines")
    assert long == []


def test_exceptions_from_the_budget_still_exist_and_are_needed() -> None:
    for name, reason in LONGER.items():
        assert reason
        assert len(lines_of(ROOT / name)) > 300, f"{name} no longer needs its exception"


def test_names_say_what_things_are() -> None:
    assert [name_of(path) for path in SOURCES if path.stem in BANNED_NAMES] == []


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_pages_hold_no_logic() -> None:
    for path in (ROOT / "pages").glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = [ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)]
        assert "frame.open" in calls, f"{path.name} does not open the frame"
        assert "st.html" not in calls, f"{path.name} writes HTML"
        imported = {
            alias.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
        }
        imported |= {(node.module or "").split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert not imported & {"pandas", "pyarrow", "plotly", "numpy", "loaders"}, f"{path.name}: {imported}"
        arithmetic = [
            node for node in ast.walk(tree) if isinstance(node, ast.BinOp) and not isinstance(node.op, ast.BitOr)
        ]
        assert arithmetic == [], f"{path.name} calculates"


def test_dashboard_is_only_the_frame() -> None:
    code = [
        line
        for line in lines_of(ROOT / "dashboard.py")
        if line and not line.startswith(("from ", "import ", '"""', "#"))
    ]
    assert code == ["frame.open().run()"]


def test_only_views_draw_and_no_html_is_let_through() -> None:
    for path in [*SOURCES, ROOT / "dashboard.py"]:
        text = path.read_text(encoding="utf-8")
        assert "unsafe_allow_html" not in text, name_of(path)
        assert not re.search(r"\b(TODO|FIXME|XXX)\b", text), name_of(path)
        if path.parent.name in ("therapies", "loaders"):
            assert not re.search(r"^(import|from) (streamlit|plotly|pandas)", text, re.MULTILINE), name_of(path)


def test_layers() -> None:
    done = subprocess.run(["lint-imports", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_figure_has_a_text_alternative() -> None:
    for path in (ROOT / "views").glob("*.py"):
        names = {
            node.name
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.FunctionDef)
        }
        if "figure" in names:
            assert "alternative" in names, f"{path.name} draws a figure but says nothing in words"


def test_every_page_is_in_the_readme_and_in_the_menu() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    frame = (ROOT / "views" / "frame.py").read_text(encoding="utf-8")
    for path in (ROOT / "pages").glob("*.py"):
        assert f"pages/{path.name}" in readme, f"{path.name} is not in README.md"
        assert f'"{path.stem}":' in frame, f"{path.name} is not in the menu"


def test_every_command_of_the_loaders_is_in_the_documents() -> None:
    documents = " ".join(
        path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    )
    for command in COMMANDS:
        assert f"python -m loaders {command}" in documents


def test_documents_point_only_at_what_exists() -> None:
    for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name} points at {target}"


def test_every_rule_of_honesty_that_is_cited_is_in_its_document() -> None:
    rules = re.findall(r"^\| (\d+) \|", (ROOT / "docs" / "honesty.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert rules == [str(number) for number in range(1, 21)]
    cited: set[str] = set()
    for path in [*SOURCES, *sorted((ROOT / "tests").rglob("*.py"))]:
        with tokenize.open(path) as file:
            for token in tokenize.generate_tokens(file.readline):
                named = re.search(r"\brules? (\d+(?:(?:, | and )\d+)*)", token.string)
                if named and token.type in (tokenize.STRING, tokenize.COMMENT):
                    assert "honesty.md" in token.string, f"{name_of(path)}:{token.start[0]}: a rule of what?"
                    cited |= set(re.findall(r"\d+", named.group(1)))
    assert len(cited) > 10
    assert cited <= set(rules)


def test_what_is_overdue_is_one_rule_and_a_guard_of_its_own() -> None:
    asked = re.compile(r"due(_on)? <= today\b(?! \+)")
    by_hand = [name_of(path) for path in SOURCES if asked.search(path.read_text(encoding="utf-8"))]
    assert by_hand == ["therapies/evidence.py", "therapies/shown_guards.py"]


def test_what_runs_is_pinned_the_same_for_development() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^([a-z0-9._-]+==[^ ;\\]+)", (ROOT / name).read_text(), re.MULTILINE))

    assert pins("requirements.lock")
    assert pins("requirements.lock") <= pins("requirements-dev.lock")


def test_nothing_of_the_workplace_is_in_the_project() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split(
        "\n"
    )
    words = ("/work" + "/main", "/work" + "/shared", "/." + "library", "/opt" + "/wheels")
    for name in listed:
        path = ROOT / name
        if path.is_file() and path.suffix not in (".parquet", ".png"):
            text = path.read_text(encoding="utf-8", errors="ignore")
            assert not [word for word in words if word in text], name


def test_settings_that_guard_families_and_speed() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    assert settings["client"]["showErrorDetails"] == "none"
    assert settings["client"]["toolbarMode"] == "minimal"
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["runner"] == {"magicEnabled": False, "postScriptGC": False}
    assert settings["server"]["address"] == "127.0.0.1"


def test_no_secrets_are_kept_and_every_promise_of_security_names_a_test_that_is_there() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    assert not [name for name in listed if name.endswith(("secrets.toml", ".pem", ".key", ".env"))]
    for ignoring in (".gitignore", ".dockerignore"):
        assert ".streamlit/secrets.toml" in (ROOT / ignoring).read_text()
        assert re.search(r"^(\*\*/)?\*\.env$", (ROOT / ignoring).read_text(), re.MULTILINE)
    promised = re.findall(r"`(tests/[^`]+)`", (ROOT / "SECURITY.md").read_text(encoding="utf-8"))
    assert len(promised) > 10
    assert [name for name in promised if not (ROOT / name).exists()] == []
