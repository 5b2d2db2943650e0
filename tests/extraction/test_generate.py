from types import ModuleType, SimpleNamespace

import pytest

from articles.extraction.data import generate


@pytest.fixture
def _libraries(monkeypatch):
    """Put a small stand-in for Babel, which the project does not install, in place."""
    babel = ModuleType("babel")
    babel.Locale = lambda _: SimpleNamespace(territories={"HK": "Hong Kong SAR", "PE": "Peru"})
    monkeypatch.setattr(generate, "import_module", lambda _: babel)


@pytest.mark.usefixtures("_libraries")
def test_the_table_joins_own_facts_with_names_of_the_library(tmp_path, monkeypatch):
    row = "{}\t{}\t\t\t\t\t\t\t"
    columns = "code name spellings demonyms capitals metonyms valid_from valid_until successors"
    header = "\t".join(columns.split())
    facts = [header, row.format("HK", "Hong Kong"), row.format("PE", "")]
    (tmp_path / "facts.tsv").write_text("\n".join(facts), encoding="utf-8")
    monkeypatch.setattr(generate, "DATA", tmp_path)

    generate.main()

    countries = (tmp_path / "countries.tsv").read_text(encoding="utf-8").splitlines()
    assert [line.split("\t")[:3] for line in countries[2:]] == [
        ["HK", "Hong Kong", "Hong Kong SAR"],
        ["PE", "Peru", ""],
    ]
