from types import SimpleNamespace

import pytest

from articles.extraction.data import generate_countries

NAMES = {
    "en": {"HK": "Hong Kong SAR", "PE": "Peru", "GB": "United Kingdom", "001": "World"},
    "fr": {"HK": "R.A.S. (Hong Kong)", "PE": "Pérou", "GB": "Royaume-Uni"},
    "de": {"HK": "Hongkong (China)", "PE": "Peru (China)"},
}
ZONES = {"fr": {"Europe/London": {"city": "Londres"}, "America/Lima": {}}}
FACTS = [
    "# a comment",
    "code\tname\tspellings\tdemonyms\tcapitals",
    "HK\tHong Kong\t\t\t",
    "PE\t\t~Perou\t\tLima",
    "GB\t\t\t\tLondon",
]
FRENCH = ["code\tnames\tdemonyms\ttowns", "GB\tAngleterre\tanglais(,e);turc*\tDouvres"]


@pytest.fixture
def tables(tmp_path, monkeypatch):
    """Put a small stand-in for Babel in its place; return a reader of what is written."""
    (tmp_path / "languages").mkdir()
    (tmp_path / "facts.tsv").write_text("\n".join(FACTS), encoding="utf-8")
    (tmp_path / "cities.tsv").write_text("code\tnames\nGB\tLeeds", encoding="utf-8")
    for language in generate_countries.LANGUAGES:
        lines = FRENCH if language == "fr" else FRENCH[:1]
        path = tmp_path / f"languages/facts_{language}.tsv"
        path.write_text("\n".join(lines), encoding="utf-8")
    babel = SimpleNamespace(Locale=locale)
    monkeypatch.setattr(generate_countries, "import_module", lambda _: babel)
    monkeypatch.setattr(generate_countries, "DATA", tmp_path)
    generate_countries.main()
    return lambda name: (tmp_path / name).read_text(encoding="utf-8").splitlines()[2:]


def locale(language):
    return SimpleNamespace(territories=NAMES.get(language, {}), time_zones=ZONES.get(language, {}))


def test_countries_join_own_facts_with_names_of_the_library(tables):
    assert tables("countries.tsv") == [
        "HK\tHong Kong\tHong Kong SAR\t\t",
        "PE\tPeru\t~Perou\t\tLima",
        "GB\tUnited Kingdom\t\t\tLondon",
    ]


def test_a_language_has_names_forms_of_demonyms_and_towns(tables):
    assert tables("languages/fr.tsv") == [
        "GB\tRoyaume-Uni;Angleterre\tanglais;anglaise;turc;turce;turcs;turces\tLondres;Douvres",
        "HK\tR.A.S. (Hong Kong)\t\t",
        "PE\tPérou\t\t",
    ]


def test_a_name_in_brackets_that_another_country_has_stays_there(tables):
    assert tables("languages/de.tsv") == ["HK\tHongkong (China)\t\t", "PE\tPeru (China)\t\t"]
