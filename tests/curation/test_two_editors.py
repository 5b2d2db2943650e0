"""Two editors at once, on connections of their own: no decision is lost, none is made twice."""

import threading

import pytest
from django.db import connection

from articles.curation import decide
from articles.curation.errors import AlreadyMerged, NothingToDecide, StalePreview
from articles.curation.preview import as_previewed, fingerprint
from articles.models import CurationState, Decision, Entity
from tests.curation.world import editor, person, report


def at_once(*acts):
    """Run these at the same moment and return what each returned or raised, in order."""
    ready = threading.Barrier(len(acts))
    results = [None] * len(acts)

    def run(number, act):
        ready.wait()
        try:
            results[number] = act()
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.django_db(transaction=True)
def test_two_editors_at_once():
    report("A One", "B Two", "C Three", "D Four")
    one, two, three, four = (person(name) for name in ("A One", "B Two", "C Three", "D Four"))
    ada, bob = editor("ada"), editor("bob")
    start = CurationState.objects.get().version

    results = at_once(
        lambda: decide.merge([one], two, by=ada),
        lambda: decide.merge([one], two, by=bob),
        lambda: decide.confirm([three], by=ada),
        lambda: decide.confirm([three], by=bob),
        lambda: decide.rename(four, "Delta Four", by=ada),
        lambda: decide.add_alias(four, "D4", by=bob),
    )

    errors = [result for result in results if isinstance(result, Exception)]
    assert sorted(map(type, errors), key=str) == sorted([AlreadyMerged, NothingToDecide], key=str)
    assert Decision.objects.count() == 4
    assert CurationState.objects.get().version == start + 4
    assert Entity.objects.get(pk=four.pk).name == "Delta Four"
    assert four.aliases.count() == 3


@pytest.mark.django_db(transaction=True)
def test_of_two_that_saw_the_same_preview_one_decides():
    report("A One", "B Two", "C Three")
    one, two, three = (person(name) for name in ("A One", "B Two", "C Three"))
    ids = [one.pk, two.pk]
    seen = fingerprint(ids)

    def merge_into(survivor, losers, name):
        with as_previewed(ids, seen):
            return decide.merge(losers, survivor, by=editor(name))

    results = at_once(
        lambda: merge_into(one, [two], "ada"), lambda: merge_into(two, [one], "bob")
    )

    assert sum(isinstance(result, StalePreview) for result in results) == 1
    assert Decision.objects.count() == 1
    assert three.root == three
