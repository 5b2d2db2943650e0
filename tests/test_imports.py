"""The import rule of ARCHITECTURE.md, read from the code itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PURE = [
    "articles/extraction",
    "articles/evaluation",
    *(
        f"articles/search/{name}.py"
        for name in (
            "query",
            "wording",
            "state",
            "parameters",
            "timeline",
            "engine",
            "entity_view",
            "grammar",
            "lexer",
            "periods",
            "analysis",
            "relevance",
            "any_word",
            "completion",
            "matching",
            "snippets",
            "typed",
        )
    ),
]


def modules(*places: str) -> Iterator[Path]:
    for place in places:
        path = ROOT / place
        yield from [path] if path.is_file() else sorted(path.rglob("*.py"))


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {node.module or "."} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def offenders(paths: Iterator[Path], forbidden: tuple[str, ...]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in paths
        for name in imported(path)
        if any(name == root or name.startswith(f"{root}.") for root in forbidden)
    ]


def elsewhere(*homes: str) -> Iterator[Path]:
    return (
        path
        for path in modules("articles", "newsroom")
        if not any(str(path.relative_to(ROOT)).startswith(home) for home in homes)
    )


def test_the_places_named_here_exist():
    assert all((ROOT / place).exists() for place in PURE)


def test_pure_modules_import_no_django():
    assert offenders(modules(*PURE), ("django", "articles.models")) == []


def test_formats_import_no_django():
    assert offenders(modules("articles/ingest/formats"), ("django", "articles.models")) == []


def test_models_import_nothing_of_ours():
    allowed = "articles.models"
    found = offenders(modules("articles/models"), ("articles", "newsroom"))
    assert [line for line in found if allowed not in line.split(" imports ")[1]] == []


def test_nothing_imports_views():
    homes = ("articles/views", "articles/urls.py", "newsroom/urls.py")
    assert offenders(elsewhere(*homes), ("articles.views",)) == []


@pytest.mark.parametrize("package", ["extraction", "ingest", "search", "curation", "stories"])
def test_domain_knows_no_http(package):
    forbidden = ("django.http", "django.shortcuts", "django.views", "django.contrib.admin")
    assert offenders(modules(f"articles/{package}"), forbidden) == []


def test_whoosh_stays_in_its_package():
    assert offenders(elsewhere("articles/search/whoosh"), ("whoosh",)) == []


def test_numpy_stays_with_engine_and_stories():
    homes = ("articles/search/whoosh", "articles/stories")
    assert offenders(elsewhere(*homes), ("numpy",)) == []
