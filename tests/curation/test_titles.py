"""A title with a family name, resolved across the archive whatever the order of arrival."""

import contextlib
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.curation import decide
from articles.curation.editing import delete_articles, set_fields
from articles.curation.errors import CurationError
from articles.curation.reextract import begin, reextract
from articles.curation.replay import replay
from articles.curation.revert import revert
from articles.curation.titles import recount
from articles.curation.upgrade import sync_titles
from articles.ingest.loader import candidate, load
from articles.ingest.record import ArticleRecord
from articles.models import (
    Article,
    ArticleEntity,
    CurationState,
    Decision,
    Entity,
    Import,
    Mention,
    TitleSighting,
)
from tests.curation.world import editor, person
from tests.ingest.archive import snapshot

pytestmark = pytest.mark.django_db

FULL = "President Ronald Reagan spoke at noon."
SHORT = "Later President Reagan left for home."
RIVAL = "President Bob Reagan spoke at noon."
SENATOR = "Senator Bob Reagan spoke at noon."


def record(body, on=date(1987, 5, 1), number=None):
    name = str(number if number is not None else Article.objects.count())
    return ArticleRecord("line", external_id=name, source="Wire", body=body, published_on=on)


def arrive(*records):
    """Take these texts or records in, each in a batch of its own."""
    for one in records:
        given_record = record(one) if isinstance(one, str) else one
        load([candidate(given_record)], Import.objects.create())


def meant(body=SHORT):
    """Return the names of the people of the article with this text, marked where by title."""
    rows = ArticleEntity.objects.filter(article__body=body, entity__kind="person")
    return [f"{row.entity.name}{' by title' * row.by_title}" for row in rows]


@pytest.mark.parametrize("texts", [(FULL, SHORT), (SHORT, FULL)])
def test_the_only_president_of_the_name_is_meant(texts):
    arrive(*texts)

    mention = Mention.objects.get(article__body=SHORT)
    assert meant() == ["Ronald Reagan by title"]
    assert (mention.by_title, mention.certainty) == (True, Mention.BY_TITLE_CONFIDENCE)
    assert mention.certainty < Mention.objects.get(article__body=FULL).certainty
    assert person("Ronald Reagan").article_count == 2


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ((FULL, SHORT, RIVAL), []),
        ((RIVAL, SHORT, FULL), []),
        ((SHORT, RIVAL), ["Bob Reagan by title"]),
        ((FULL, SHORT, SENATOR), ["Ronald Reagan by title"]),
        ((SHORT, "Nancy Reagan came. President Reagan did not."), []),
        ((SHORT,), []),
    ],
)
def test_a_second_one_who_fits_makes_it_ambiguous(texts, expected):
    arrive(*texts)

    assert meant() == expected


def test_the_time_decides_between_two_presidents():
    arrive(
        record("President George Bush spoke.", date(1990, 1, 1), 1),
        record("President Walker Bush spoke.", date(2003, 1, 1), 2),
        record("President Bush left.", date(1991, 1, 1), 3),
        record("President Bush came.", date(2002, 1, 1), 4),
        record("President Bush slept.", date(1997, 1, 1), 5),
    )

    assert meant("President Bush left.") == ["George Bush by title"]
    assert meant("President Bush came.") == ["Walker Bush by title"]
    assert meant("President Bush slept.") == []


def test_merging_the_two_who_fit_decides_and_undoing_it_leaves_it_open():
    arrive(FULL, RIVAL, SHORT)

    merged = decide.merge([person("Bob Reagan")], person("Ronald Reagan"), by=editor())
    assert len(meant()) == 1
    revert(merged, by=editor())
    assert meant() == []


def test_a_rejected_rival_is_none():
    arrive(FULL, RIVAL, SHORT)

    rejected = decide.reject([person("Bob Reagan")], by=editor())
    assert meant() == ["Ronald Reagan by title"]
    revert(rejected, by=editor())
    assert meant() == []


def test_a_name_that_moves_to_somebody_else_takes_its_titles_along():
    arrive(FULL, SHORT, "Zork Quibble spoke. Senator Zork Quibble left.")

    decide.rename(person("Ronald Reagan"), "Ron the Actor", by=editor())
    decide.remove_alias(person("Ron the Actor"), "Ronald Reagan", by=editor())
    assert meant() == []
    decide.add_alias(person("Zork Quibble"), "Ronald Reagan", by=editor())
    assert meant() == ["Zork Quibble by title"]


def test_a_ruling_on_the_article_stands():
    arrive(FULL, SHORT)
    article = Article.objects.get(body=SHORT)

    decide.reject([person("Ronald Reagan")], by=editor(), within=article)

    assert meant() == []
    assert person("Ronald Reagan").article_count == 1


def test_when_the_full_name_goes_so_does_the_meaning():
    arrive(FULL, SHORT, RIVAL)

    delete_articles([Article.objects.get(body=RIVAL).pk])
    assert meant() == ["Ronald Reagan by title"]
    delete_articles([Article.objects.get(body=FULL).pk])
    assert meant() == []
    assert not TitleSighting.objects.exists()


def test_a_changed_date_moves_the_sighting():
    arrive(FULL, SHORT)
    article = Article.objects.get(body=FULL)

    set_fields([article], {"published_on": date(1950, 1, 1)}, by=editor())

    assert meant() == []
    assert set(TitleSighting.objects.values_list("year", flat=True)) == {1950}


def test_an_updated_article_is_seen_once():
    arrive(record(FULL, number=1), record(SHORT, number=2))
    arrive(record(f"{FULL} He left.", number=1))

    assert list(TitleSighting.objects.values_list("articles", flat=True)) == [1]
    assert meant() == ["Ronald Reagan by title"]


def test_an_archive_older_than_the_table_is_counted_and_resolved():
    arrive(FULL, SHORT)
    before = snapshot()
    TitleSighting.objects.all().delete()
    Mention.objects.update(by_title=False)
    ArticleEntity.objects.filter(by_title=True).delete()
    CurationState.objects.update(titles_version=0)

    sync_titles()
    sync_titles()

    assert snapshot()["sightings"] == before["sightings"] != []
    assert meant() == ["Ronald Reagan by title"]


def test_a_table_that_is_out_of_step_loses_no_article():
    arrive(FULL, SHORT)
    TitleSighting.objects.update(title="us president")

    delete_articles(Article.objects.values_list("pk", flat=True))

    assert not Article.objects.exists()


def test_two_titles_of_one_name_may_mean_two_people():
    arrive("President George Bush spoke.", "Senator Prescott Bush spoke.")
    arrive("President Bush met Senator Bush.", "President Bush met Senator Bush. Bush left.")

    both = ["George Bush by title", "Prescott Bush by title"]
    assert sorted(meant("President Bush met Senator Bush.")) == both
    assert sorted(meant("President Bush met Senator Bush. Bush left.")) == both


def test_a_title_that_fits_nobody_is_nobody():
    arrive("President George Bush spoke.", "President Bush met Senator Bush.")

    assert meant("President Bush met Senator Bush.") == ["George Bush by title"]
    assert Mention.objects.get(title="Senator").entity is None


def test_rejecting_whom_a_rival_was_merged_into_decides():
    arrive(FULL, RIVAL, SHORT, "Zork Quibble, 47, left.")
    decide.merge([person("Bob Reagan")], person("Zork Quibble"), by=editor())

    rejected = decide.reject([person("Zork Quibble")], by=editor())
    assert meant() == ["Ronald Reagan by title"]
    revert(rejected, by=editor())
    assert meant() == []


def test_accepting_in_a_source_again_restores_the_title():
    arrive(FULL, SHORT)
    source = Article.objects.get(body=SHORT).source

    rejected = decide.reject([person("Ronald Reagan")], by=editor(), within=source)
    assert meant() == []
    revert(rejected, by=editor())
    assert meant() == ["Ronald Reagan by title"]


def test_somebody_new_for_an_old_name_takes_its_articles():
    arrive(FULL, SHORT)
    decide.rename(person("Ronald Reagan"), "Ron the Actor", by=editor())
    decide.remove_alias(person("Ron the Actor"), "Ronald Reagan", by=editor())
    assert (meant(FULL), meant()) == ([], [])

    arrive(f"{FULL} He left.")

    assert (meant(FULL), meant()) == (["Ronald Reagan"], ["Ronald Reagan by title"])


texts = st.tuples(
    st.sampled_from([FULL, SHORT, RIVAL, SENATOR, "Senator Reagan left.", "Bob Reagan left."]),
    st.sampled_from([date(1987, 1, 1), date(1989, 1, 1), date(1995, 1, 1), None]),
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(texts, max_size=7), st.randoms(), st.integers(1, 7), st.integers(0, 7))
def test_the_same_articles_in_any_order_give_the_same_archive(chosen, chance, size, again):
    records = [record(body, on, number) for number, (body, on) in enumerate(chosen)]
    with transaction.atomic():
        for one in records:
            load([candidate(one)], Import.objects.create())
        before = snapshot()
        transaction.set_rollback(True)
    chance.shuffle(records)
    with transaction.atomic():
        for start in range(0, len(records), size):
            batch = [candidate(one) for one in records[start : start + size]]
            load(batch, Import.objects.create())
            if start == again:
                list(reextract(begin(changed_rules=False)))
        assert snapshot() == before
        recount()
        replay()
        assert snapshot() == before
        transaction.set_rollback(True)


acts = st.tuples(
    st.sampled_from(["merge", "reject", "unreject", "rename", "confirm", "undo"]), st.booleans()
)


def act(name, turned):
    one, other = person("Ronald Reagan"), person("Bob Reagan")
    one, other = (other, one) if turned else (one, other)
    made = {
        "merge": lambda: decide.merge([one], other, by=editor()),
        "reject": lambda: decide.reject([one], by=editor()),
        "unreject": lambda: decide.unreject([one], by=editor()),
        "rename": lambda: decide.rename(one, f"{one.name} I", by=editor()),
        "confirm": lambda: decide.confirm([one], by=editor()),
        "undo": lambda: revert(Decision.objects.order_by("-id")[:1], by=editor()),
    }
    with contextlib.suppress(CurationError):
        made[name]()


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(acts, max_size=8))
def test_decisions_replayed_or_read_anew_mean_the_same(taken):
    with transaction.atomic():
        arrive(FULL, RIVAL, SHORT)
        for step in taken:
            act(*step)
        before = snapshot()

        replay()
        assert snapshot() == before
        Mention.objects.update(rule="damaged")
        list(reextract(begin(changed_rules=False)))
        assert snapshot() == before
        transaction.set_rollback(True)


def test_nobody_is_made_of_a_title_and_a_family_name():
    arrive(SHORT)

    assert not Entity.objects.filter(kind="person").exists()
    assert Mention.objects.get().entity is None
