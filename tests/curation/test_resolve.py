from articles.curation.resolve import EVERYWHERE, ResolverState, is_full_name, resolve
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

    assert resolution.entity_ids == (1, 2, 1)
    assert {row.entity_id: row.mention_count for row in resolution.rows} == {1: 2, 2: 1}


def test_unknown_key_stays_a_mention_without_entity():
    resolution = resolve(TEXT, (JANE, JOHN), ResolverState({}), SCOPES)

    assert resolution.entity_ids == (None, None)
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


def test_one_word_is_no_full_name():
    assert is_full_name("jane doe")
    assert not is_full_name("doe")
