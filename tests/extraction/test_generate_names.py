from types import SimpleNamespace

import pytest

from articles.extraction.data import generate_names

CENSUS = {
    "dist.male.first": "JAMES 3.318 3.318 1\nX 0.1 4 2\n",
    "dist.female.first": "MARY 2.629 2.629 1\n",
    "dist.all.last": "SMITH 1.006 1.006 1\n",
}
LISTS = {
    "LATIN": {"first_names": ["Ana", "Eva-Lu", "x", "lower"], "last_names": {"Paz": 1}},
    "ROMANISED": {"first_romanized_names": ["Akemi"], "first_names": ["明美"]},
    "SPELT_OUT": {"first_names": ("Юрий",), "last_names": ["Алексеев"], "first_name": min},
}


@pytest.fixture
def _libraries(monkeypatch, tmp_path):
    """Put small stand-ins for the libraries, which the project does not install, in place."""
    for name, lines in CENSUS.items():
        (tmp_path / name).write_text(lines, encoding="ascii")
    modules = {
        "names": SimpleNamespace(__file__=str(tmp_path / "__init__.py")),
        "anyascii": generate_names.import_module("anyascii"),
    }
    for kind, lists in LISTS.items():
        modules[f"faker.providers.person.{kind}"] = SimpleNamespace(
            Provider=SimpleNamespace(**lists)
        )
        monkeypatch.setattr(generate_names, kind, [kind])
    monkeypatch.setattr(generate_names, "import_module", modules.__getitem__)
    monkeypatch.setattr(generate_names, "DATA", tmp_path)


@pytest.mark.usefixtures("_libraries")
def test_the_lists_join_the_libraries(tmp_path):
    generate_names.main()

    given = (tmp_path / "given_names.txt").read_text(encoding="utf-8").splitlines()[1:]
    family = (tmp_path / "family_names.txt").read_text(encoding="utf-8").splitlines()[1:]
    assert given == ["Akemi", "Ana", "Eva-Lu", "James", "Mary", "Yuri", "Yuriy", "Yury"]
    assert family == ["Alekseev", "Alexeev", "Paz", "Smith"]
