"""The house rules of the code, checked by walking the syntax trees and the templates."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = [
    "wijkraad.terms",
    "wijkraad.people",
    "wijkraad.trail",
    "wijkraad.notices",
    "issues",
    "meetings",
    "budgets",
    "wijkraad.portal",
    "wijkraad.urls",
]
"""From the ground up: a room imports only rooms before it, and the leaves."""
LEAVES = ["wijkraad.ui", "wijkraad.running"]
STOREYS = [
    ["querysets", "workflow", "money"],
    ["models"],
    ["permissions", "notices"],
    ["forms", "filters", "actions"],
    ["views"],
    ["urls"],
]
"""Within an app of the domain, from the ground up; modules that are not named here may stand anywhere."""
APPS = ["issues", "meetings", "budgets"]
BANNED_NAMES = {"utils", "common", "core", "helpers", "misc"}


def sources(*folders: str) -> list[Path]:
    found = []
    for folder in folders or ("wijkraad", *APPS, "tests"):
        found += [f for f in (ROOT / folder).rglob("*.py") if "migrations" not in f.parts]
    return sorted(found)


def module_of(file: Path) -> str:
    parts = list(file.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(file: Path) -> Iterator[tuple[str, int]]:
    """Every imported module with its line, also inside functions, relative, and by import_module."""
    here = module_of(file).split(".")
    package = here if file.name == "__init__.py" else here[:-1]
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from ((name.name, node.lineno) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            stem = ".".join([*base, *([node.module] if node.module else [])])
            yield from ((f"{stem}.{name.name}", node.lineno) for name in node.names)
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in (
            "import_module",
            "import_string",
        ):
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value, node.lineno


def room_of(module: str, rooms: list[str]) -> str | None:
    return next((room for room in rooms if module == room or module.startswith(f"{room}.")), None)


@pytest.mark.parametrize("file", sources("wijkraad", *APPS), ids=module_of)
def test_imports_point_down(file: Path) -> None:
    """From urls down to terms in one direction; ui and running are leaves."""
    here = room_of(module_of(file), FLOORS + LEAVES)
    if here is None:
        return
    wrong = []
    for name, line in imports_of(file):
        there = room_of(name, FLOORS + LEAVES)
        if there is None or there == here:
            continue
        upward = there not in LEAVES and (here in LEAVES or FLOORS.index(there) > FLOORS.index(here))
        if upward:
            wrong.append(f"line {line}: {name}")
    assert not wrong, f"{module_of(file)} imports upwards: {wrong}"


def storey_of(module: str, app: str) -> int | None:
    noun = module.removeprefix(f"{app}.").split(".")[0]
    return next((height for height, nouns in enumerate(STOREYS) if noun in nouns), None)


@pytest.mark.parametrize("file", sources(*APPS), ids=module_of)
def test_imports_within_an_app_point_down(file: Path) -> None:
    """urls → views → forms, filters, actions → notices, permissions → models → querysets, workflow."""
    module = module_of(file)
    app = module.split(".")[0]
    here = storey_of(module, app)
    if here is None:
        return
    wrong = [
        f"line {line}: {name}"
        for name, line in imports_of(file)
        if name.startswith(f"{app}.") and (storey_of(name, app) or 0) > here
    ]
    assert not wrong, f"{module} imports upwards: {wrong}"


STATUS_WRITE = re.compile(r"\.status\s*=(?!=)|\bupdate\([^)]*\bstatus=")


@pytest.mark.parametrize("file", sources("wijkraad", *APPS), ids=module_of)
def test_status_is_written_by_actions_only(file: Path) -> None:
    parts = module_of(file).split(".")
    if "actions" in parts or "seed" in parts:
        return
    lines = file.read_text().splitlines()
    wrong = [f"line {n}: {line.strip()}" for n, line in enumerate(lines, 1) if STATUS_WRITE.search(line)]
    assert not wrong, f"{module_of(file)} writes a status: {wrong}"


@pytest.mark.parametrize("file", sources(), ids=module_of)
def test_files_and_functions_are_small(file: Path) -> None:
    text = file.read_text()
    wrong = [f"{len(text.splitlines())} lines"] if text.count("\n") > 400 else []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            size = (node.end_lineno or node.lineno) - node.lineno + 1
            if size > 50:
                wrong.append(f"{node.name} has {size} lines")
    assert not wrong, f"{module_of(file)}: {wrong}"


@pytest.mark.parametrize("file", sources(), ids=module_of)
def test_names_say_what_is_inside(file: Path) -> None:
    assert BANNED_NAMES.isdisjoint(module_of(file).split("."))


@pytest.mark.parametrize("file", sources("wijkraad", *APPS), ids=module_of)
def test_the_clock_is_the_only_clock(file: Path) -> None:
    """Instants come from wijkraad.terms.clock, so that the demo's past and the history agree."""
    if module_of(file).startswith(("wijkraad.terms.clock", "wijkraad.running")):
        return
    wrong = re.findall(
        r"timezone\.now\(|datetime\.now\(|date\.today\(|auto_now|localdate\(", file.read_text()
    )
    assert not wrong, f"{module_of(file)} reads another clock: {wrong}"


@pytest.mark.parametrize("file", sources(), ids=module_of)
def test_nothing_is_left_for_later(file: Path) -> None:
    if file == Path(__file__).resolve():
        return
    assert not re.findall(r"\b(?:TODO|FIXME|XXX|HACK)\b", file.read_text())


def templates() -> list[Path]:
    return sorted(f for f in (ROOT / "templates").rglob("*.html"))


def template_name(file: Path) -> str:
    return str(file.relative_to(ROOT / "templates"))


@pytest.mark.parametrize("file", templates(), ids=template_name)
def test_templates_are_small_and_without_inline_code(file: Path) -> None:
    text = file.read_text()
    wrong = []
    if text.count("\n") > 120:
        wrong.append(f"{text.count(chr(10))} lines")
    if re.search(r"\sstyle\s*=", text) and "emails" not in file.parts:
        wrong.append("inline style")
    if re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", text):
        wrong.append("inline script")
    if re.search(r"\son[a-z]+\s*=\s*[\"']", text):
        wrong.append("inline event handler")
    if re.search(r"\brole\w*\s*(==|in)\b|has_role|roles_of", text):
        wrong.append("compares roles")
    assert not wrong, f"{template_name(file)}: {wrong}"


def extends_of(file: Path) -> str | None:
    found = re.search(r"{%-?\s*extends\s+[\"']([^\"']+)", file.read_text())
    return found.group(1) if found else None


@pytest.mark.parametrize("file", templates(), ids=template_name)
def test_templates_extend_at_most_twice(file: Path) -> None:
    depth, parent = 0, extends_of(file)
    while parent:
        depth, parent = depth + 1, extends_of(ROOT / "templates" / parent)
    assert depth <= 2


def test_the_top_level_is_tidy() -> None:
    """Beside the rooms only what the layout names."""
    allowed = {
        "manage.py", "wijkraad", "issues", "meetings", "budgets", "templates", "static", "tests",
        "pyproject.toml", "README.md", "Makefile", "LICENSE", "locale", "docs", "babel.cfg",
        "requirements.in", "requirements.txt", "requirements-dev.in", "requirements-dev.txt",
        "requirements-postgres.in", "requirements-postgres.txt", "var",
    }  # fmt: skip
    found = {
        path.name for path in ROOT.iterdir() if not path.name.startswith(".") and path.name != "__pycache__"
    }
    assert found <= allowed
