from itertools import islice

import pytest

from tests.benchmarks.search.archive import Archive, corrected, correction_word
from tests.benchmarks.search.names import COUNTRIES, family_name
from tests.benchmarks.search.vocabulary import FORMS, vocabulary

SAMPLE = 2_000


@pytest.fixture(scope="module")
def documents():
    return list(Archive(SAMPLE).documents())


def mean(values):
    found = list(values)
    return sum(found) / len(found)


def test_the_same_seed_gives_the_same_articles(documents):
    assert list(Archive(700).documents()) == documents[:700]


def test_one_article_can_be_had_alone(documents):
    assert Archive(SAMPLE).document(731) == documents[730]


def test_another_seed_gives_others(documents):
    other = next(Archive(1, seed=2).documents())

    assert other.body != documents[0].body


def test_batches_hold_every_article_once(documents):
    batches = list(Archive(1_200).batches(500))

    assert [len(batch) for batch in batches] == [500, 500, 200]
    assert [d.id for batch in batches for d in batch] == list(range(1, 1_201))


def test_articles_are_as_long_as_news(documents):
    assert 2_200 < mean(len(d.body) for d in documents) < 2_600
    assert 7 < mean(len(d.headline.split()) for d in documents) < 9
    assert all("\n\n" in d.body for d in documents)


def test_entities_are_as_many_as_promised(documents):
    refs = [ref for d in documents for ref in d.entities.people]

    assert 3.8 < len(refs) / SAMPLE < 4.2
    assert 2.3 < mean(len(d.entities.countries) for d in documents) < 2.7
    assert 0.3 < mean(ref.main for ref in refs) < 0.36


def test_entity_ids_do_not_overlap(documents):
    people = {ref.id for d in documents for ref in d.entities.people}
    countries = {ref.id for d in documents for ref in d.entities.countries}

    assert max(countries) <= COUNTRIES < min(people)


def test_names_of_entities_are_in_the_text(documents):
    found = [
        family_name(ref.id - COUNTRIES) in d.body for d in documents for ref in d.entities.people
    ]

    assert mean(found) > 0.97  # Another name may be written over one.


def test_few_articles_are_hidden_or_undated(documents):
    assert 0 < mean(d.withheld or d.visible_from is not None for d in documents) < 0.015
    assert 0 < mean(d.published_on is None for d in documents) < 0.015


def test_dates_span_thirty_years(documents):
    years = {d.published_on.year for d in documents if d.published_on}

    assert years == set(range(1996, 2026))


def test_the_commonest_word_is_nearly_everywhere(documents):
    assert mean("the" in d.body.lower().split() for d in documents) > 0.98


def test_the_vocabulary_has_a_long_tail(documents):
    words = {word for d in islice(documents, 1_000) for word in d.body.lower().split()}

    assert len({*vocabulary().forms}) == FORMS
    assert len(words) > 15_000


def test_a_correction_adds_a_word_that_no_other_article_has(documents):
    later = corrected(documents[3], version=5)

    assert (later.id, later.version) == (4, 5)
    assert correction_word(4, 5) in later.body
    assert later.entities == documents[3].entities
