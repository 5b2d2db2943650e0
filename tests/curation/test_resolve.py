from dataclasses import replace
from datetime import date

import pytest

from articles.curation.resolve import (
    EVERYWHERE,
    Holder,
    Link,
    ResolverState,
    resolve,
)
from articles.extraction.offices import office
from articles.extraction.spans import ArticleText, Span

TEXT = ArticleText(headline="", body="Jane Doe met John Roe. Doe left.")
JANE, JOHN, LATER = (
    Span("body", start, end, TEXT.body[start:end], "person", key, name, rule, 0.9)
    for start, end, key, name, rule in (
        (0, 8, "jane doe", "Jane Doe", "given-name"),
        (13, 21, "john roe", "John Roe", "given-name"),
        (23, 26, "jane doe", "Jane Doe", "surname"),
    )
)
ARTICLE, SOURCE = ("article", 7), ("source", 3)
SCOPES = (ARTICLE, SOURCE, EVERYWHERE)
NAMES = {(EVERYWHERE, ("person", "jane doe")): 1, (EVERYWHERE, ("person", "john roe")): 2}


def entities(state):
    resolution = resolve(TEXT, (JANE, JOHN, LATER), state, SCOPES)
    return {row.entity_id: row.mention_count for row in resolution.rows}


def test_mentions_of_one_key_are_counted_together():
    resolution = resolve(TEXT, (JANE, JOHN, LATER), ResolverState(NAMES), SCOPES)

    assert [link.entity_id for link in resolution.links] == [1, 2, 1]
    assert {row.entity_id: row.mention_count for row in resolution.rows} == {1: 2, 2: 1}


def test_unknown_key_stays_a_mention_without_entity():
    resolution = resolve(TEXT, (JANE, JOHN), ResolverState({}), SCOPES)

    assert [link.entity_id for link in resolution.links] == [None, None]
    assert resolution.rows == ()


def test_narrower_name_beats_wider():
    source = {**NAMES, (SOURCE, ("person", "jane doe")): 8}

    assert entities(ResolverState(source)) == {8: 2, 2: 1}
    assert entities(ResolverState({**source, (ARTICLE, ("person", "jane doe")): 9})) == {9: 2, 2: 1}


def test_rejected_in_the_source_is_taken_out_there_only():
    assert entities(ResolverState(NAMES, {(SOURCE, 1): False})) == {2: 1}
    assert entities(ResolverState(NAMES, {(("source", 4), 1): False})) == {1: 2, 2: 1}


def test_article_ruling_beats_the_sources():
    state = ResolverState(NAMES, {(SOURCE, 1): False, (ARTICLE, 1): True})

    assert entities(state) == {1: 2, 2: 1}


def test_pinned_entity_is_added_without_mention():
    assert entities(ResolverState(NAMES, {(ARTICLE, 5): True})) == {1: 2, 2: 1, 5: 0}


def test_pin_in_another_article_adds_nothing():
    assert entities(ResolverState(NAMES, {(("article", 8), 5): True})) == {1: 2, 2: 1}


TITLED = replace(LATER, key="doe", name="Doe", title="President")


def holder(entity_id, title="President", year=1987, *, root_id=0, rejected=False):
    key = f"name{entity_id} doe"
    return Holder(entity_id, root_id or entity_id, key, office(title), year, rejected)


def by_title(*holders, on=date(1987, 5, 1), mention=TITLED, **state):
    text = replace(TEXT, published_on=on)
    state = ResolverState(holders={"doe": holders}, **state)
    return resolve(text, (mention,), state, SCOPES)


def test_a_title_and_a_family_name_mean_the_only_one_who_fits():
    resolution = by_title(holder(1), holder(2, "Senator"))

    assert resolution.links == (Link(1, by_title=True),)
    assert [(row.entity_id, row.by_title) for row in resolution.rows] == [(1, True)]


@pytest.mark.parametrize(
    ("holders", "expected"),
    [
        ([], None),
        ([holder(1), holder(2)], None),
        ([holder(1), holder(1, year=1988)], 1),
        ([holder(1), holder(2, year=1950)], 1),
        ([holder(1, year=1950)], None),
        ([holder(1, year=0)], 1),
        ([holder(1, "Vice President")], None),
        ([holder(2, root_id=1), holder(1)], 1),
        ([holder(1), holder(2, rejected=True)], 1),
        ([holder(2, rejected=True)], 2),
    ],
)
def test_who_fits(holders, expected):
    assert by_title(*holders).links[0].entity_id == expected


def test_an_undated_article_needs_one_holder_of_all_years():
    assert by_title(holder(1, year=1950), on=None).links[0].entity_id == 1
    assert by_title(holder(1, year=1950), holder(2), on=None).links[0].entity_id is None


def test_a_name_of_its_own_goes_before_the_title():
    names = {(SOURCE, ("person", "doe")): 7}

    assert by_title(holder(1), names=names).links == (Link(7),)


def test_rulings_on_the_article_hold_for_titles_too():
    assert by_title(holder(1), attached={(ARTICLE, 1): False}).links == (Link(None),)


def test_a_bare_family_name_or_form_of_address_stays_within_its_article():
    for title in ("", "Mr."):
        resolution = by_title(holder(1), mention=replace(TITLED, title=title))
        assert resolution.links == (Link(None),)


def test_every_mention_of_the_titled_name_follows():
    bare = replace(TITLED, start=13, end=21, title="")
    text = replace(TEXT, published_on=date(1987, 5, 1))

    resolution = resolve(text, (TITLED, bare), ResolverState(holders={"doe": [holder(1)]}), SCOPES)

    assert [row.mention_count for row in resolution.rows] == [2]
