import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.ingest import demo
from articles.ingest.demo import demo_is_present, demo_is_wanted
from articles.ingest.run import IngestOptions, ingest
from articles.models import (
    Article,
    Decision,
    Entity,
    Import,
    ImportFailure,
    IndexTask,
    Person,
    Story,
    Tombstone,
)  # fmt: skip

pytestmark = pytest.mark.django_db

FIRST = """date 2024-06-07

(Demo Wire) -- Maria Okonkwo met Peter Lindqvist in Oslo on Friday, officials said. Peter Lindqvist
said the talks went well. Maria Okonkwo agreed.
"""
SECOND = """date 2024-06-09

(Demo Wire) -- Peter Lindqvist flew home to Sweden on Sunday. Peter Lindqvist said he would return.
"""
OWN = """date 2024-06-10

(Own Paper) -- Peter Lindqvist spoke in Stockholm on Monday. Peter Lindqvist took no questions.
"""


@pytest.fixture(autouse=True)
def seeds(settings, tmp_path):
    """A demo archive of two articles and one record that fails."""
    settings.SEEDS_DIR = tmp_path / "seeds"
    for name in demo.FOLDERS:
        (settings.SEEDS_DIR / name).mkdir(parents=True)
    (settings.SEEDS_DIR / "wire" / "1.txt").write_text(FIRST)
    (settings.SEEDS_DIR / "wire" / "2.txt").write_text(SECOND)
    (settings.SEEDS_DIR / "feeds" / "bad.jsonl").write_text('{"id": "x"}\n')
    return settings.SEEDS_DIR


@pytest.fixture
def own(tmp_path):
    """Ingest one article that is not of the demo and names one of its people."""
    path = tmp_path / "own.txt"
    path.write_text(OWN)
    return lambda: ingest([path], IngestOptions())


def command(action: str) -> str:
    out = io.StringIO()
    call_command("demo", action, stdout=out)
    return out.getvalue()


def people() -> set[str]:
    return set(Person.objects.values_list("name", flat=True))


def test_load_reads_the_seeds_as_demo():
    assert command("load") == "The demo archive: 2 new, 0 unchanged.\n"

    assert demo_is_present()
    assert people() == {"Maria Okonkwo", "Peter Lindqvist"}
    assert Import.objects.get().is_demo


def test_load_twice_changes_nothing():
    command("load")

    assert command("load") == "The demo archive: 0 new, 2 unchanged.\n"


def test_remove_takes_articles_and_the_people_only_they_had():
    command("load")

    assert command("remove") == "Removed 2 articles and 2 people.\n"
    assert not demo_is_present()
    assert not Article.objects.exists()
    assert people() == set()
    assert not ImportFailure.objects.exists()
    assert Tombstone.objects.count() == 2


def test_remove_keeps_what_is_ones_own(own):
    command("load")
    own()

    command("remove")

    assert Article.objects.get().source.name == "Own Paper"
    assert people() == {"Peter Lindqvist"}
    assert Person.objects.get().article_count == 1
    assert Entity.objects.get(code="NO").article_count == 0


def test_remove_keeps_a_person_whom_a_decision_names():
    command("load")
    maria = Person.objects.get(name="Maria Okonkwo")
    Decision.objects.create(kind=Decision.Kind.CONFIRM, subject=maria, actor_name="ann")

    command("remove")

    assert people() == {"Maria Okonkwo"}


def test_remove_keeps_the_original_of_a_copy(own, seeds):
    (seeds / "wire" / "3.txt").write_text(OWN.replace("Own Paper", "Demo Wire"))
    command("load")
    own()

    command("remove")

    assert not Article.objects.get().is_copy
    assert not Story.objects.exists()


def test_remove_tells_the_index():
    command("load")
    ids = set(Article.objects.values_list("id", flat=True))
    IndexTask.objects.all().delete()

    command("remove")

    assert set(IndexTask.objects.values_list("article_id", flat=True)) == ids


def test_nothing_brings_it_back(seeds):
    command("load")
    command("remove")

    assert not demo_is_wanted()
    with pytest.raises(CommandError, match="stay deleted"):
        command("load")
    ingest([seeds], IngestOptions())
    assert not Article.objects.exists()


def test_remove_goes_in_batches_and_can_be_repeated(monkeypatch):
    monkeypatch.setattr(demo, "BATCH", 1)
    command("load")

    assert command("remove") == "Removed 2 articles and 2 people.\n"
    assert command("remove") == "Removed 0 articles and 0 people.\n"


def test_a_first_start_wants_it():
    assert demo_is_wanted()

    command("load")

    assert not demo_is_wanted()


def test_an_archive_of_ones_own_does_not_want_it(own):
    own()

    assert not demo_is_wanted()


def test_an_interrupted_load_goes_on():
    command("load")
    Article.objects.first().delete()
    Import.objects.update(state=Import.State.RUNNING, finished_at=None)

    assert demo_is_wanted()
    assert command("load") == "The demo archive: 1 new, 1 unchanged.\n"


def test_an_interrupted_load_that_is_removed_stays_removed():
    command("load")
    Import.objects.update(state=Import.State.RUNNING, finished_at=None)

    command("remove")

    assert not demo_is_wanted()
    assert Import.objects.get().finished_at <= timezone.now()


def test_presence_costs_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        demo_is_present()


def test_presence_is_looked_up_by_index(django_assert_num_queries):
    plan = demo._demo_articles().explain()

    assert "SCAN articles_article" not in plan
    assert "SEARCH articles_article" in plan
