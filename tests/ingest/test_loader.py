from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from articles.extraction.wire.revisions import RevisionKind
from articles.ingest.loader import candidate, load
from articles.ingest.record import ArticleRecord
from articles.models import (
    Article,
    ArticleEntity,
    Decision,
    Entity,
    Import,
    IndexTask,
    Mention,
    Source,
    Tombstone,
)

pytestmark = pytest.mark.django_db

BODY = "President Emmanuel Macron met Angela Merkel in Paris. Macron then left for Qatar."
FIRST = ArticleRecord(
    position="line 1",
    source="Harbour Press",
    external_id="1",
    headline="Macron meets Merkel",
    body=BODY,
    published_on=date(2019, 3, 4),
    provenance={"headline": "feed", "body": "feed"},
)


@pytest.fixture
def run():
    return Import.objects.create()


def put(run, *records):
    return dict(+load([candidate(record) for record in records], run))


def person(slug):
    return Entity.objects.get(kind="person", slug=slug)


def test_new_article_is_stored_with_people_and_countries(run):
    assert put(run, FIRST) == {"new": 1}

    article = Article.objects.get()
    assert article.source.name == "Harbour Press"
    assert article.arrived_in == run
    assert set(article.entity_rows.values_list("entity__slug", flat=True)) == {
        "emmanuel-macron",
        "angela-merkel",
        "FR",
        "QA",
    }
    surnames = Mention.objects.filter(surface="Macron", field="body")
    assert {mention.entity.slug for mention in surnames} == {"emmanuel-macron"}


def test_change_is_queued_for_the_index_with_the_article(run):
    put(run, FIRST)

    task = IndexTask.objects.get()
    assert (task.article_id, task.bulk, task.drained_at) == (Article.objects.get().pk, True, None)


def test_again_changes_nothing(run):
    put(run, FIRST)
    before = Article.objects.get().version

    assert put(run, replace(FIRST, position="line 9", offset=99)) == {"unchanged": 1}
    assert Article.objects.get().version == before
    assert IndexTask.objects.count() == 1


def test_changed_record_updates_the_article(run):
    put(run, FIRST)

    assert put(run, replace(FIRST, body="Olaf Scholz spoke in Berlin.")) == {"updated": 1}

    article = Article.objects.get()
    assert article.version == 2
    assert set(article.entity_rows.values_list("entity__slug", flat=True)) == {"olaf-scholz", "DE"}
    assert person("emmanuel-macron").article_count == 0
    assert person("olaf-scholz").article_count == 1


def test_editors_value_survives_an_update(run):
    put(run, FIRST)
    article = Article.objects.get()
    article.headline, article.provenance["headline"] = "Edited", "editor"
    article.save()

    put(run, replace(FIRST, headline="From the feed", byline="A Reporter"))

    article.refresh_from_db()
    assert (article.headline, article.byline) == ("Edited", "A Reporter")


def test_same_text_from_another_agency_is_a_copy(run):
    put(run, FIRST)
    later = replace(FIRST, source="Meridian", external_id="x", published_on=date(2019, 3, 5))

    assert put(run, later) == {"new": 1, "copies": 1}

    original, copy = Article.objects.order_by("published_on")
    assert (original.is_copy, copy.is_copy) == (False, True)
    assert original.story == copy.story is not None


def test_earlier_copy_becomes_the_original(run):
    put(run, FIRST)
    put(run, replace(FIRST, source="Meridian", external_id="x", published_on=date(2019, 3, 1)))

    original, copy = Article.objects.order_by("published_on")
    assert (original.source.name, original.is_copy, copy.is_copy) == ("Meridian", False, True)


def test_without_id_the_text_and_date_identify_the_article(run):
    anonymous = replace(FIRST, external_id="")
    put(run, anonymous)

    assert put(run, anonymous) == {"unchanged": 1}
    assert put(run, replace(anonymous, published_on=date(2020, 1, 1)))["new"] == 1


def test_deleted_article_is_not_revived(run):
    put(run, FIRST)
    article = Article.objects.get()
    Tombstone.objects.create(source=article.source, external_id=article.external_id)
    article.delete()

    assert put(run, FIRST) == {"unchanged": 1}
    assert not Article.objects.exists()


def test_sources_are_one_whatever_their_case(run):
    put(run, FIRST, replace(FIRST, source="HARBOUR  PRESS", external_id="2", body="Other."))

    assert Source.objects.count() == 1


def test_long_ids_are_shortened_and_stay_different(run):
    put(run, *(replace(FIRST, external_id="x" * 300 + end, body=end) for end in "ab"))

    assert Article.objects.count() == 2


def test_counts_follow_the_articles(run):
    put(run, FIRST, replace(FIRST, external_id="2", published_on=date(2019, 3, 9), body=BODY + "!"))

    macron = person("emmanuel-macron")
    assert macron.article_count == 2
    assert (macron.first_on, macron.last_on) == (date(2019, 3, 4), date(2019, 3, 9))
    assert macron.level == "established"


def test_one_day_leaves_a_candidate(run):
    put(run, FIRST)

    assert person("angela-merkel").level == "candidate"


def test_counts_go_to_the_root_of_a_merged_person(run):
    put(run, FIRST)
    macron, merkel = person("emmanuel-macron"), person("angela-merkel")
    Entity.objects.filter(pk=merkel.pk).update(merged_into=macron, root=macron)

    put(run, replace(FIRST, external_id="2", body="Angela Merkel spoke.", headline="Speech"))

    macron.refresh_from_db()
    assert macron.article_count == 2
    assert ArticleEntity.objects.filter(entity=merkel).count() == 2


def test_renamed_person_keeps_the_editors_name(run):
    put(run, FIRST)
    macron = person("emmanuel-macron")
    Decision.objects.create(kind="rename", subject=macron, value="ZZ", actor_name="x")
    Entity.objects.filter(pk=macron.pk).update(name="ZZ")

    put(run, replace(FIRST, external_id="2", body=BODY + " Again."))

    assert person("emmanuel-macron").name == "ZZ"


def test_withheld_and_embargo_come_with_the_record(run):
    put(run, replace(FIRST, withheld_reason="legal"))

    article = Article.objects.get()
    assert (article.withheld, article.withheld_reason) == (True, "legal")


def test_query_count_does_not_grow_with_the_batch(run, django_assert_max_num_queries):
    records = [replace(FIRST, external_id=str(n), body=f"{BODY} {n}") for n in range(50)]

    with django_assert_max_num_queries(45):
        put(run, *records)


def test_kinds_of_revisions_are_those_of_the_wire():
    assert {str(kind) for kind in Article.Revision} == set(get_args(RevisionKind))


def test_revision_and_language_come_with_the_record(run):
    put(run, replace(FIRST, revision="correction", revision_note="Corrects day"))

    article = Article.objects.get()
    assert (article.revision, article.revision_note) == ("correction", "Corrects day")
    assert (article.language, article.provenance["language"]) == ("en", "extracted")
