"""The house rules of the code, checked by walking the syntax trees and the templates."""

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

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


@cache
def text_of(file: Path) -> str:
    return file.read_text()


@cache
def nodes_of(file: Path) -> list[ast.AST]:
    """Every node of its syntax tree."""
    return list(ast.walk(ast.parse(text_of(file))))


def wrong_in(files: list[Path], judge: Callable[[Path], list[str]]) -> dict[str, list[str]]:
    """What each file does wrong. One test per rule and not per file: there are thousands of pairs."""
    assert len(files) > 20
    return {str(file.relative_to(ROOT)): wrong for file in files if (wrong := judge(file))}


def imports_of(file: Path) -> Iterator[tuple[str, int]]:
    """Every imported module with its line, also inside functions, relative, and by import_module."""
    here = module_of(file).split(".")
    package = here if file.name == "__init__.py" else here[:-1]
    for node in nodes_of(file):
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


OURS = ("wijkraad", *APPS)


def test_imports_point_down() -> None:
    """From urls down to terms in one direction; ui and running are leaves."""
    assert not wrong_in(sources(*OURS), upward_imports)


def upward_imports(file: Path) -> list[str]:
    here = room_of(module_of(file), FLOORS + LEAVES)
    if here is None:
        return []
    wrong = []
    for name, line in imports_of(file):
        there = room_of(name, FLOORS + LEAVES)
        if there is None or there == here:
            continue
        upward = there not in LEAVES and (here in LEAVES or FLOORS.index(there) > FLOORS.index(here))
        if upward:
            wrong.append(f"line {line}: {name}")
    return wrong


def storey_of(module: str, app: str) -> int | None:
    noun = module.removeprefix(f"{app}.").split(".")[0]
    return next((height for height, nouns in enumerate(STOREYS) if noun in nouns), None)


def test_imports_within_an_app_point_down() -> None:
    """urls → views → forms, filters, actions → notices, permissions → models → querysets, workflow."""
    assert not wrong_in(sources(*APPS), upward_imports_within)


def upward_imports_within(file: Path) -> list[str]:
    module = module_of(file)
    app = module.split(".")[0]
    here = storey_of(module, app)
    if here is None:
        return []
    return [
        f"line {line}: {name}"
        for name, line in imports_of(file)
        if name.startswith(f"{app}.") and (storey_of(name, app) or 0) > here
    ]


STATUS_WRITE = re.compile(r"\.status\s*=(?!=)|\bupdate\([^)]*\bstatus=")


def test_status_is_written_by_actions_only() -> None:
    assert not wrong_in(sources(*OURS), status_writes)


def status_writes(file: Path) -> list[str]:
    parts = module_of(file).split(".")
    if "actions" in parts or "seed" in parts:
        return []
    lines = text_of(file).splitlines()
    return [f"line {n}: {line.strip()}" for n, line in enumerate(lines, 1) if STATUS_WRITE.search(line)]


def test_files_and_functions_are_small() -> None:
    assert not wrong_in(sources(), too_long)


def too_long(file: Path) -> list[str]:
    text = text_of(file)
    wrong = [f"{len(text.splitlines())} lines"] if text.count("\n") > 400 else []
    for node in nodes_of(file):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            size = (node.end_lineno or node.lineno) - node.lineno + 1
            if size > 50:
                wrong.append(f"{node.name} has {size} lines")
    return wrong


def test_names_say_what_is_inside() -> None:
    assert not wrong_in(sources(), lambda file: sorted(BANNED_NAMES & set(module_of(file).split("."))))


OTHER_CLOCKS = re.compile(r"timezone\.now\(|datetime\.now\(|date\.today\(|auto_now|localdate\(")


def test_the_clock_is_the_only_clock() -> None:
    """Instants come from wijkraad.terms.clock, so that the demo's past and the history agree."""
    assert not wrong_in(sources(*OURS), other_clocks)


def other_clocks(file: Path) -> list[str]:
    if module_of(file).startswith(("wijkraad.terms.clock", "wijkraad.running")):
        return []
    return OTHER_CLOCKS.findall(text_of(file))


def test_nothing_is_left_for_later() -> None:
    others = [file for file in sources() if file != Path(__file__).resolve()]
    later = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
    assert not wrong_in(others, lambda file: later.findall(text_of(file)))


def templates() -> list[Path]:
    return sorted(f for f in (ROOT / "templates").rglob("*.html"))


def test_templates_are_small_and_without_inline_code() -> None:
    assert not wrong_in(templates(), inline_code)


def inline_code(file: Path) -> list[str]:
    text = text_of(file)
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
    return wrong


def extends_of(file: Path) -> str | None:
    found = re.search(r"{%-?\s*extends\s+[\"']([^\"']+)", text_of(file))
    return found.group(1) if found else None


def test_templates_extend_at_most_twice() -> None:
    def parents(file: Path) -> list[str]:
        parent = extends_of(file)
        return [parent, *parents(ROOT / "templates" / parent)] if parent else []

    assert not wrong_in(templates(), lambda file: parents(file)[2:])


def test_the_top_level_is_tidy() -> None:
    """Beside the rooms only what the layout names."""
    allowed = {
        "manage.py", "wijkraad", "issues", "meetings", "budgets", "templates", "static", "tests",
        "pyproject.toml", "README.md", "Makefile", "LICENSE", "locale", "docs", "babel.cfg",
        "requirements.in", "requirements.txt", "requirements-dev.in", "requirements-dev.txt",
        "requirements-postgres.in", "requirements-postgres.txt", "requirements-s3.in", "requirements-s3.txt",
        "var",
    }  # fmt: skip
    found = {
        path.name for path in ROOT.iterdir() if not path.name.startswith(".") and path.name != "__pycache__"
    }
    assert found <= allowed


def test_every_test_that_the_behaviours_name_exists() -> None:
    """docs/behaviours.md promises a test for each line."""
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", text_of(ROOT / "docs" / "behaviours.md"))
    assert len(named) > 60
    assert not [
        pair for pair in named if not re.search(rf"^def {pair[1]}\(", text_of(ROOT / pair[0]), re.MULTILINE)
    ]
