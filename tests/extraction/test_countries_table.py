"""The tables behind the rules for countries: every row well-formed."""

from collections import defaultdict
from datetime import date

import pytest

from articles.extraction import tables
from articles.extraction.gazetteer import COUNTRIES, ROWS, former_names
from articles.extraction.tokens import fold, phrase
from articles.extraction.toponyms import LANGUAGES, toponyms

LIVING = {code: country for code, country in COUNTRIES.items() if country.valid_to is None}
DISSOLVED = {code: country for code, country in COUNTRIES.items() if country.valid_to}


def test_there_are_about_250_living_and_40_dissolved_or_renamed_states():
    renamed = [country for country in LIVING.values() if country.former]

    assert len(LIVING) >= 249
    assert len(DISSOLVED) >= 12
    assert len(DISSOLVED) + len(renamed) >= 40


def test_codes_are_unique_and_of_iso_form():
    assert len(ROWS) == len(COUNTRIES)
    assert {len(code) for code in LIVING} == {2}
    assert {len(code) for code in DISSOLVED} == {4}
    assert all(code.isalpha() and code.isupper() for code in COUNTRIES)


@pytest.mark.parametrize("country", DISSOLVED.values(), ids=DISSOLVED)
def test_a_dissolved_state_has_ordered_dates_and_successors(country):
    assert country.valid_from < country.valid_to < date(2020, 1, 1)
    assert country.successors
    assert set(country.successors) <= set(COUNTRIES) - {country.code}


def test_former_names_have_ordered_years_and_are_aliases():
    for country in COUNTRIES.values():
        assert all(name.since < name.until for name in country.former)
        assert all((name.text, "former") in country.aliases for name in country.former)


def test_former_names_need_their_years():
    with pytest.raises(ValueError, match="Name \\(since-until\\)"):
        former_names({"former": "Burma"})


def test_no_two_countries_claim_one_name():
    decided = {row["text"] for name in ("context", "dated") for row in tables.rows(f"{name}.tsv")}
    owners = defaultdict(set)
    for country in COUNTRIES.values():
        for text in (country.name, *(text for text, _ in country.aliases)):
            owners[tuple(map(fold, phrase(text)))].add(country.code)

    shared = {words for words, codes in owners.items() if len(codes) > 1}

    assert shared <= {tuple(map(fold, phrase(text))) for text in decided}


@pytest.mark.parametrize("table", ["cities", "regions", "dated", "context"])
def test_tables_name_countries_of_the_table(table):
    assert {row["code"] for row in tables.rows(f"{table}.tsv")} <= set(COUNTRIES)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_tables_of_languages_name_countries_of_the_table(language):
    rows = list(tables.rows(f"languages/{language}.tsv"))

    assert {row["code"] for row in rows} - {"-"} <= set(COUNTRIES)
    assert sum(bool(row["demonyms"]) for row in rows) >= 60
    assert sum(bool(row["names"]) for row in rows) >= 249


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_no_two_countries_claim_one_name_of_a_language(language):
    decided = {row["text"] for name in ("context", "dated") for row in tables.rows(f"{name}.tsv")}
    owners = defaultdict(set)
    rows = (row for row in tables.rows(f"languages/{language}.tsv") if row["code"] != "-")
    for row in rows:
        for column in ("names", "demonyms", "towns"):
            for text in tables.items(row[column]):
                owners[text].add(row["code"])

    assert {text for text, codes in owners.items() if len(codes) > 1} <= decided


def test_cues_are_single_words_and_periods_do_not_overlap():
    for row in tables.rows("context.tsv"):
        assert all(len(phrase(cue)) == 1 for cue in tables.items(row["cues"])), row["text"]
    for entries in toponyms("").by_first.values():
        for entry in entries:
            periods = sorted(entry.meaning.periods, key=lambda period: period.since)
            ends = [date.min, *(period.until for period in periods)]
            assert all(p.since < p.until for p in periods)
            assert all(end <= p.since for end, p in zip(ends, periods, strict=False))
