"""What the tests of people ask of extraction."""

from articles.extraction.extract import extract
from articles.extraction.spans import ArticleText


def people(body, *, headline=""):
    return [s for s in extract(ArticleText(headline, body)).spans if s.kind == "person"]


def surfaces(body, **fields):
    return [span.surface for span in people(body, **fields)]


def names(body, **fields):
    return [span.name for span in people(body, **fields)]
