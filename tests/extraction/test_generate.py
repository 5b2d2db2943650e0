from types import SimpleNamespace

import pytest

from articles.extraction.data import generate


@pytest.fixture
def _faker(monkeypatch):
    """Put a small stand-in for Faker, which the project does not install, in its place."""
    names = {
        "first_names": ["Ana", "Eva-Lu", "x", "lower"],
        "last_names": {"Paz": 1},
        "first_name": min,
    }
    faker = SimpleNamespace(Provider=SimpleNamespace(**names))
    monkeypatch.setattr(generate, "import_module", lambda _: faker)


@pytest.mark.usefixtures("_faker")
def test_the_lists_have_the_names_of_the_library(tmp_path, monkeypatch):
    monkeypatch.setattr(generate, "DATA", tmp_path)

    generate.main()

    given = (tmp_path / "given_names.txt").read_text(encoding="utf-8").splitlines()[1:]
    family = (tmp_path / "family_names.txt").read_text(encoding="utf-8").splitlines()[1:]
    assert (given, family) == (["Ana", "Eva-Lu"], ["Paz"])
