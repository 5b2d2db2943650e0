import pytest

from articles.search.completion import completion
from articles.search.engine import FACETS


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("sul", ["sul"]),
        ("jake sul", ["jake sul", "sul"]),
        ("talks with jake sul", ["with jake sul", "jake sul", "sul"]),
        ("talks AND sul ", ["sul"]),
        ("oil* jake sul", ["jake sul", "sul"]),
        ('"white house" sul', ["sul"]),
        ("country:QA jake sul", ["jake sul", "sul"]),
        ("(oil OR gas) sul", ["sul"]),
        ('"oil OR gas" (a \u201cb) c\u201d) sul', ["sul"]),
        (") (oil OR gas) sul", ["sul"]),
    ],
)
def test_the_last_words_may_be_a_name(text, names):
    found = completion(text)

    assert [ending.text for ending in found.names] == names
    assert all(text[ending.start :].strip() == ending.text for ending in found.names)
    assert found.facets == FACETS


@pytest.mark.parametrize(
    "text",
    [
        "oil OR sul",
        "oil OR gas prices rise again sul",
        "(a) OR b sul",
        "a) OR b sul",
        ") (a sul",
        "NOT sul",
        "-sul",
        "-jake sul",
        '"jake sul',
        "(jake sul",
        "headline:sul",
    ],
)
def test_a_chosen_name_would_change_the_sense(text):
    found = completion(text)

    assert found.names == ()
    assert found.term.text == "sul"


@pytest.mark.parametrize(
    ("text", "facet", "name"),
    [
        ("oil person:sul", "people", "sul"),
        ("Country:q", "countries", "q"),
        ("source:x", "source", "x"),
    ],
)
def test_a_field_names_its_kind(text, facet, name):
    found = completion(text)

    assert [ending.text for ending in found.names] == [name]
    assert (found.facets, found.term) == ((facet,), None)


@pytest.mark.parametrize(
    ("text", "term"),
    [("oil pri", "pri"), ("cease-fi", "fi"), ("l'Ély", "l'Ély"), ("headline:oi", "oi")],
)
def test_the_last_word_may_be_completed(text, term):
    found = completion(text)

    assert found.term.text == text[found.term.start :] == term


@pytest.mark.parametrize(
    "text", ["", "  ", '"white house"', "(oil)", "person:", "oil*", "oil~", "-"]
)
def test_nothing_is_being_typed(text):
    assert completion(text).term is None
