"""Random editors: whatever they decide and undo, the log alone gives the same tables."""

import pytest
from django.db import transaction
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.curation import decide
from articles.curation.editing import set_fields
from articles.curation.errors import CurationError
from articles.curation.placing import Words, pin, split, unpin
from articles.curation.replay import replay
from articles.curation.revert import revert
from articles.models import Alias, Article, Decision, Entity
from tests.curation.world import editor, person, picture, report

pytestmark = pytest.mark.django_db

NAMES = ["A One", "B Two", "C Three", "D Four"]
WORDS = ["A One", "Uno", "Two", "B Two", "Alpha One"]
ACTS = ["merge", "different", "alias", "unalias", "rename", "reject", "unreject", "confirm", "undo"]
ACTS += ["pin", "pin words", "unpin", "split", "split mentions"]
ACTS += ["byline"]


steps = st.tuples(
    st.sampled_from(ACTS), st.integers(0, 3), st.integers(0, 3), st.integers(0, 4), st.booleans()
)


def act(step, people, articles):
    """Make one random decision; return the decisions, none where it was refused."""
    name, i, j, k, narrow = step
    one, other, word, by = people[i], people[j], WORDS[k], editor()
    within = articles[j] if narrow else None
    made = {
        "merge": lambda: decide.merge([one], other, by=by),
        "different": lambda: decide.different(one, other, by=by),
        "alias": lambda: decide.add_alias(one, word, by=by, within=within),
        "unalias": lambda: decide.remove_alias(one, word, by=by),
        "rename": lambda: decide.rename(one, word, by=by),
        "reject": lambda: decide.reject([one], by=by, within=within),
        "unreject": lambda: decide.unreject([one], by=by, within=within),
        "confirm": lambda: decide.confirm([one], by=by),
        "pin": lambda: pin(one, articles[j], by=by),
        "pin words": lambda: pin(one, articles[j], by=by, words=Words("body", k, 2 * k + 5)),
        "unpin": lambda: unpin(one, articles[j], by=by),
        "split": lambda: split(one, articles[k % 4 :], other, by=by),
        "split mentions": lambda: split(one, articles[k % 4].mentions.all()[:1], other, by=by),
        "byline": lambda: set_fields(articles[j:], {"byline": word}, by=by),
        "undo": lambda: revert(Decision.objects.order_by("-id")[k : k + 1], by=by, together=narrow),
    }[name]
    try:
        return made()
    except CurationError:
        return []


def make_archive():
    articles = [
        report("A One", "B Two", "Uno"),
        report("B Two", "C Three", "Two", source="Other"),
        report("C Three", "D Four"),
        report("D Four", "Two"),
    ]
    return [person(name) for name in NAMES], articles


def spoil():
    """Damage whatever a decision may have written."""
    Alias.objects.filter(origin="editor").delete()
    Article.objects.filter(provenance__byline="editor").update(byline="?")
    for decision in Decision.objects.filter(kind="rename").order_by("-id"):
        Entity.objects.filter(pk=decision.subject_id).update(name="?", sort_name="?", sort_key="?")
    Entity.objects.filter(kind="person").update(merged_into=None, root=F("id"), level="confirmed")
    for decision in Decision.objects.filter(kind="unalias"):
        Alias.objects.filter(id__in=[row["id"] for row in decision.before["aliases"]]).delete()


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(steps, max_size=14))
def test_replaying_the_log_gives_the_same_tables(taken):
    with transaction.atomic():
        people, articles = make_archive()
        for step in taken:
            act(step, people, articles)
        before = picture()

        replay()
        assert picture() == before
        spoil()
        replay()
        assert picture() == before
        transaction.set_rollback(True)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(steps, max_size=8), steps)
def test_deciding_and_undoing_changes_nothing(taken, last):
    with transaction.atomic():
        people, articles = make_archive()
        for step in taken:
            act(step, people, articles)
        before = picture()

        made = act(last, people, articles)
        if made:
            revert(made, by=editor())
        assert picture() == before
        transaction.set_rollback(True)


def test_merges_written_by_hand_are_taken_back():
    report("A One", "B Two")
    one, two = person("A One"), person("B Two")
    before = picture()
    Entity.objects.filter(pk=one.pk).update(merged_into=two, root=two)

    assert replay() >= 1
    assert picture() == before
