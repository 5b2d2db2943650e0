import pytest

from articles.search.analysis import terms
from articles.search.relevance import STOP_WORDS, idf, weighed_terms


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("the talks of the day", ["talks", "day"]),
        ("talks, more talks", ["talks"]),
        ("to be or not to be", ["to", "be", "or", "not"]),
        ("May told us", ["may", "told", "us"]),
        ("The WHO in the U.S.", ["who", "u.s"]),
        ("", []),
    ],
)
def test_weighed_terms(query, expected):
    assert weighed_terms(terms(query)) == expected


def test_stop_words_are_terms():
    assert all(terms(word) == [word] for word in STOP_WORDS)


def test_idf_falls_with_the_articles_that_have_a_word_and_is_never_negative():
    weights = [idf(1000, having) for having in (0, 1, 500, 999, 1000)]

    assert weights == sorted(weights, reverse=True)
    assert weights[-1] > 0
