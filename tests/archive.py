"""A small archive for tests of pages: indexed, with people, a copy and hidden articles."""

from datetime import UTC, date, datetime

from articles.ingest.loader import candidate, load
from articles.ingest.record import ArticleRecord
from articles.models import Import
from articles.search.engines import get_engine
from articles.search.outbox import drain

TALKS = "President Emmanuel Macron met Angela Merkel in Paris. Macron then left for Qatar."
HOSTILE = "<script>alert(1)</script>"


def record(number, body, **values):
    values.setdefault("source", "Meridian Wire")
    values.setdefault("headline", f"Article {number}")
    values.setdefault("published_on", date(2020 + number % 4, 3, 4))
    return ArticleRecord(f"line {number}", external_id=str(number), body=body, **values)


def fill(*records):
    """Store and index the records; without any, those every page test can use."""
    load([candidate(one) for one in records or standard()], Import.objects.create())
    index()


def index():
    get_engine().create()
    while drain(get_engine()):
        pass


def standard():
    return [
        record(1, TALKS, headline="Macron meets Merkel", supplied={"topics": ["talks", "trade"]}),
        record(2, TALKS, source="Harbour Press", headline="Meeting in Paris"),
        record(3, f"Angela Merkel spoke in Germany. {HOSTILE}", headline=f"Speech {HOSTILE}"),
        record(4, "Boris Tadic was in Serbia.", withheld_reason="a legal matter"),
        record(5, "Boris Tadic was there.", visible_from=datetime(2090, 1, 1, tzinfo=UTC)),
        record(6, "", headline="Flash: rain expected", published_on=None),
    ]
