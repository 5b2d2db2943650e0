"""Where each field's value comes from, and that nothing takes back what an editor set."""

from datetime import UTC, date, datetime

import pytest

from articles.admin.articles import EDITABLE
from articles.curation.editing import set_fields
from articles.curation.reextract import begin, reextract
from articles.ingest.loader import candidate, load
from articles.ingest.record import ArticleRecord
from articles.models import Article, Import
from tests.curation.world import editor

pytestmark = pytest.mark.django_db

MAY, JUNE, JULY = (datetime(2035, month, 1, tzinfo=UTC) for month in (5, 6, 7))
# For each field what the record gives, what the editor sets, and what the next record gives.
VALUES = {
    "headline": ("Port closes", "Port shut", "Port closed again"),
    "byline": ("Jane Doe", "Ana Gil", "Rui Costa"),
    "place": ("Paris", "Lisbon", "Rome"),
    "published_on": (date(2024, 5, 1), date(2024, 6, 1), date(2024, 7, 1)),
    "slugline": ("BC-PORT", "PORT-SHUT", "BC-PORT, 1st Ld"),
    "language": ("fr", "pt-BR", "de"),
    "revision": ("update", "correction", "repeat"),
    "revision_note": ("Adds quotes", "Corrects day", "Repeats"),
    "withheld_reason": ("legal", "libel", "rights"),
    "visible_from": (MAY, JUNE, JULY),
}
EMPTY = {"published_on": None, "visible_from": None}


@pytest.fixture
def put():
    run = Import.objects.create()

    def ingested(**values):
        record = ArticleRecord("1", source="X", external_id="1", body="It closed.", **values)
        load([candidate(record)], run)
        return Article.objects.get()

    return ingested


def edit(article, field, value):
    withheld = {"withheld": bool(value)} if field == "withheld_reason" else {}
    set_fields([article], {field: value, **withheld}, by=editor())


def origin(article, field):
    return article.provenance.get("withheld" if field == "withheld_reason" else field)


def test_every_field_an_editor_may_change_is_in_the_table():
    assert set(VALUES) | {"withheld"} == set(EDITABLE)


@pytest.mark.parametrize("came_from", ["feed", "extracted"])
@pytest.mark.parametrize("field", sorted(set(VALUES) - {"withheld_reason"}))
def test_record_says_where_a_value_comes_from(put, field, came_from):
    given = VALUES[field][0]

    article = put(**{field: given}, provenance={field: came_from})

    assert (getattr(article, field), origin(article, field)) == (given, came_from)


@pytest.mark.parametrize("came_from", ["feed", "extracted", None])
@pytest.mark.parametrize("field", VALUES)
def test_editors_value_stays(put, field, came_from):
    given, edited, later = VALUES[field]
    first = {field: given, "provenance": {field: came_from}} if came_from else {}
    edit(put(**first), field, edited)

    article = put(**{field: later}, provenance={field: came_from or "feed"})
    list(reextract(begin(changed_rules=False)))

    article.refresh_from_db()
    assert (getattr(article, field), origin(article, field)) == (edited, "editor")


@pytest.mark.parametrize("field", sorted(set(VALUES) - {"headline"}))
def test_what_an_editor_emptied_stays_empty(put, field):
    given, _, later = VALUES[field]
    edit(put(**{field: given}, provenance={field: "feed"}), field, EMPTY.get(field, ""))

    article = put(**{field: later}, provenance={field: "feed"})

    assert getattr(article, field) == EMPTY.get(field, "")
    assert origin(article, field) == "editor"


def test_emptied_language_is_not_told_from_the_text_again(put):
    body = {"headline": "The port was closed to ships and to them that were on board of it all."}
    article = put(**body)
    assert (article.language, origin(article, "language")) == ("en", "extracted")

    edit(article, "language", "")

    assert put(**body, byline="Jane Doe").language == ""


def test_released_article_is_not_withheld_again(put):
    edit(put(withheld_reason="legal"), "withheld_reason", "")

    article = put(withheld_reason="still legal")

    assert (article.withheld, article.withheld_reason) == (False, "")


def test_hour_of_another_day_does_not_come_back(put):
    edit(put(published_on=MAY.date(), published_at=MAY), "published_on", JUNE.date())

    article = put(published_on=JULY.date(), published_at=JULY)

    assert (article.published_on, article.published_at) == (JUNE.date(), None)


def test_values_of_the_next_record_replace_those_of_the_last(put):
    put(byline="Jane Doe", place="Paris", provenance={"byline": "feed", "place": "extracted"})

    article = put(byline="Ana Gil", provenance={"byline": "extracted"})

    assert (article.byline, article.place) == ("Ana Gil", "")
    assert article.provenance == {"byline": "extracted"}
