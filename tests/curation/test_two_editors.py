"""Two editors at once, on connections of their own: no decision is lost, none is made twice."""

import sqlite3
import threading

import pytest
from django.db import connection

from articles.curation import decide
from articles.curation.errors import AlreadyMerged, CurationError, NothingToDecide, StalePreview
from articles.curation.preview import as_previewed, fingerprint
from articles.models import CurationState, Decision, Entity
from tests.curation.world import editor, person, report

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def database(tmp_path, monkeypatch):
    """Let new connections use a database in a file: one in memory has no locks to wait for."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        path = str(tmp_path / "archive.sqlite3")
        with sqlite3.connect(path) as copy:
            connection.connection.backup(copy)
        copy.close()
        monkeypatch.setitem(connection.settings_dict, "NAME", path)


def at_once(*acts):
    """Run these at the same moment and return what each returned or raised, in order."""
    ready = threading.Barrier(len(acts))
    results = [None] * len(acts)

    def run(number, act):
        ready.wait()
        try:
            results[number] = act()
        except CurationError as error:
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def made_archive():
    report("A One", "B Two", "C Three", "D Four")
    for name in ("ada", "bob"):
        editor(name)
    return [person(name) for name in ("A One", "B Two", "C Three", "D Four")]


def test_two_editors_at_once():
    [(one, two, three, four)] = at_once(made_archive)

    results = at_once(
        lambda: decide.merge([one], two, by=editor("ada")),
        lambda: decide.merge([one], two, by=editor("bob")),
        lambda: decide.confirm([three], by=editor("ada")),
        lambda: decide.confirm([three], by=editor("bob")),
        lambda: decide.rename(four, "Delta Four", by=editor("ada")),
        lambda: decide.add_alias(four, "D4", by=editor("bob")),
    )

    refused = sorted(type(result).__name__ for result in results if not isinstance(result, list))
    assert refused == [AlreadyMerged.__name__, NothingToDecide.__name__]
    counted = at_once(
        Decision.objects.count,
        lambda: CurationState.objects.get().version,
        lambda: Entity.objects.get(pk=four.pk).name,
        four.aliases.count,
    )
    assert counted == [4, 4, "Delta Four", 3]


def test_of_two_that_saw_the_same_preview_one_decides():
    [(one, two, *_)] = at_once(made_archive)
    ids = [one.pk, two.pk]
    [seen] = at_once(lambda: fingerprint(ids))

    def merge(loser, survivor, name):
        with as_previewed(ids, seen):
            return decide.merge([loser], survivor, by=editor(name))

    results = at_once(lambda: merge(two, one, "ada"), lambda: merge(one, two, "bob"))

    assert sorted(isinstance(result, StalePreview) for result in results) == [False, True]
    assert at_once(Decision.objects.count) == [1]
