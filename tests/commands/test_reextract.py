import json

import pytest
from django.core.management import call_command

from articles.curation import decide
from articles.curation.reextract import BATCH, _current, _find, begin, reextract
from articles.extraction.extract import EXTRACTOR_VERSION
from articles.models import Article, ArticleEntity, IndexTask, Mention, Reextraction
from tests.archive import fill, record
from tests.curation.world import editor, person
from tests.ingest.archive import snapshot

pytestmark = pytest.mark.django_db


def read_anew(*options, capsys):
    call_command("reextract", "--json", *options)
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def archive():
    fill(*(record(n, f"Zork Quibble, {n + 20}, met Angela Merkel in Qatar.") for n in range(3)))


def older(*, rule="given-name"):
    """Make the archive look as if other rules had read it: less, and somebody else."""
    Mention.objects.filter(key="zork quibble").delete()
    Mention.objects.filter(key="angela merkel").update(rule=rule)
    Article.objects.update(extractor_version=EXTRACTOR_VERSION - 1)


@pytest.mark.usefixtures("archive")
def test_what_rules_have_not_changed_stays(capsys):
    before = snapshot()
    tasks = IndexTask.objects.count()

    result = read_anew(capsys=capsys)

    assert result == {
        "articles": 3,
        "changed": 0,
        "mentions_gained": 0,
        "mentions_lost": 0,
        "entities_gained": 0,
        "entities_lost": 0,
    }
    assert (snapshot(), IndexTask.objects.count()) == (before, tasks)


@pytest.mark.usefixtures("archive")
def test_what_changed_is_stored_counted_and_indexed(capsys):
    before = snapshot()
    older(rule="other")

    result = read_anew(capsys=capsys)

    assert (result["changed"], result["mentions_gained"], result["mentions_lost"]) == (3, 6, 3)
    assert snapshot() == before
    assert IndexTask.objects.filter(drained_at=None, kind="entities", bulk=True).count() == 3


@pytest.mark.usefixtures("archive")
def test_people_who_come_and_go_are_counted(capsys):
    older()
    Mention.objects.filter(key="qatar").delete()
    body = "Somebody met Angela Merkel in Qatar."
    Article.objects.update(body=body)

    result = read_anew(capsys=capsys)

    assert (result["entities_gained"], result["entities_lost"]) == (0, 1)
    assert person("Zork Quibble").article_count == 0


@pytest.mark.usefixtures("archive")
def test_only_articles_read_by_other_rules_where_asked(capsys):
    older()
    Article.objects.filter(external_id="0").update(extractor_version=EXTRACTOR_VERSION)

    assert read_anew("--changed-rules", capsys=capsys)["articles"] == 2
    assert read_anew("--changed-rules", capsys=capsys)["articles"] == 0


@pytest.mark.usefixtures("archive")
def test_decisions_stay_in_force(capsys):
    article = Article.objects.get(external_id="1")
    decide.reject([person("Angela Merkel")], by=editor(), within=article)
    decide.rename(person("Zork Quibble"), "Zorkian Quibble", by=editor())
    before = snapshot()
    older(rule="other")

    read_anew(capsys=capsys)

    assert snapshot() == before


def test_an_interrupted_run_goes_on_where_it_stopped(capsys):
    fill(*(record(n, f"Zork Quibble, {n + 20}, came.") for n in range(BATCH + 2)))
    next(reextract(begin(changed_rules=False)))

    call_command("reextract")

    printed = capsys.readouterr()
    assert f"at {BATCH} articles" in printed.err
    assert printed.out.startswith(f"{BATCH + 2} articles read, 0 changed")
    assert Reextraction.objects.exclude(finished_at=None).count() == 1


@pytest.mark.usefixtures("archive")
def test_articles_that_change_or_go_meanwhile_are_read_as_they_are():
    articles = Article.objects.order_by("id")
    findings = [_find(article) for article in articles]
    Article.objects.filter(pk=findings[0].article.pk).delete()
    Article.objects.filter(pk=findings[1].article.pk).update(body="Kim Wu left.", version=99)

    current = _current(findings)

    surfaces = [[span.surface for span in finding.extraction.spans] for finding in current]
    assert surfaces == [["Kim Wu"], ["Zork Quibble", "Angela Merkel", "Qatar"]]


@pytest.mark.usefixtures("archive")
def test_a_wish_to_stop_is_met_after_the_batch(monkeypatch, capsys):
    class Stopped:
        to_stop = True

        def __init__(self, **_options):
            pass

        def __enter__(self):
            return self

        def __exit__(self, *_error):
            pass

    monkeypatch.setattr("articles.management.commands.reextract.Stop", Stopped)

    with pytest.raises(SystemExit) as stop:
        call_command("reextract")

    assert stop.value.code == 130
    assert "goes on from here" in capsys.readouterr().err


@pytest.mark.usefixtures("archive")
def test_a_language_is_told_anew_unless_the_feed_or_an_editor_gave_it(capsys):
    body = (
        "Le ministre a dit que les pourparlers avec le Qatar sont dans une impasse, et pas finis."
    )
    Article.objects.update(body=body, language="", provenance={})
    Article.objects.filter(external_id="1").update(language="ca", provenance={"language": "editor"})

    read_anew(capsys=capsys)

    languages = dict(Article.objects.values_list("external_id", "language"))
    assert languages == {"0": "fr", "1": "ca", "2": "fr"}
    assert Article.objects.get(external_id="0").provenance == {"language": "extracted"}


@pytest.mark.usefixtures("archive")
def test_rows_that_are_weighed_otherwise_now_are_rewritten(capsys):
    before = snapshot()
    ArticleEntity.objects.update(main=False, salience=0.01)

    result = read_anew(capsys=capsys)

    assert (result["changed"], result["mentions_gained"]) == (3, 0)
    assert snapshot() == before
