"""The language of articles: the feed's, else that of the text."""

import pytest

from articles.ingest.language import with_language
from articles.ingest.record import ArticleRecord

GERMAN = "Der Hafen ist am Montag nach einem Sturm für den Schiffsverkehr gesperrt worden."


def told(**values):
    record = with_language(ArticleRecord(position="1", **values))
    return record.language, record.provenance.get("language")


def test_text_tells_where_the_feed_does_not():
    assert told(body=GERMAN) == ("de", "extracted")


def test_feed_knows_better():
    assert told(body=GERMAN, language="gsw", provenance={"language": "feed"}) == ("gsw", "feed")


def test_headline_is_read_too():
    assert told(headline=GERMAN[:45], body=GERMAN[45:])[0] == "de"


def test_derived_headline_says_nothing_twice():
    assert told(headline=GERMAN[:50], body=GERMAN[:50], headline_derived=True) == ("", None)


@pytest.mark.parametrize("languages", [("en", "fr"), ("sv",)])
def test_languages_that_are_not_enabled_are_not_told(settings, languages):
    settings.ARTICLE_LANGUAGES = languages

    assert told(body=GERMAN) == ("", None)
