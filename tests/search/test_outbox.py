from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import IndexTask
from articles.search import outbox
from articles.search.engine import SearchRequest, WriterBusy
from articles.search.outbox import drain, forget_drained, last_task, queue, replay, waiting
from articles.search.whoosh.engine import WhooshEngine
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def engine(tmp_path):
    engine = WhooshEngine(tmp_path / "index")
    engine.create()
    return engine


def found(engine):
    return set(engine.search(SearchRequest(now=timezone.now(), audience="staff")).ids)


def test_drained_article_is_found(engine):
    article = make_article()
    queue([article.pk])

    assert drain(engine) >= 1
    assert article.pk in found(engine)
    assert waiting() == 0


def test_nothing_to_do_opens_no_writer(tmp_path):
    assert drain(WhooshEngine(tmp_path / "absent")) == 0


def test_deleted_article_is_forgotten(engine):
    article = make_article()
    queue([article.pk])
    drain(engine)
    id_ = article.pk
    article.delete()
    queue([id_])

    drain(engine)

    assert id_ not in found(engine)


def test_edits_come_before_bulk(engine, monkeypatch):
    monkeypatch.setattr(outbox, "BATCH_ARTICLES", 1)
    bulk, edit = make_article(), make_article()
    queue([bulk.pk], bulk=True)
    queue([edit.pk])

    drain(engine)

    assert found(engine) == {edit.pk}


def test_several_tasks_of_one_article_are_settled_together(engine):
    article = make_article()
    queue([article.pk])
    queue([article.pk], kind=IndexTask.Kind.ENTITIES)

    drain(engine)

    assert waiting() == 0


def test_failed_commit_leaves_the_tasks(engine, monkeypatch):
    queue([make_article().pk])
    monkeypatch.setattr(outbox, "write", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        drain(engine)

    assert waiting() == 1


def test_busy_writer_is_said(engine):
    queue([make_article().pk])

    with engine.writer(), pytest.raises(WriterBusy):
        drain(engine)

    assert waiting() == 1


def test_replay_writes_later_tasks_drained_or_not(engine):
    before = last_task()
    early, late = make_article(), make_article()
    queue([early.pk])
    middle = last_task()
    queue([late.pk])
    IndexTask.objects.update(drained_at=timezone.now())

    with engine.writer() as writer:
        replay(writer, after=middle, since=timezone.now() + timedelta(hours=1))

    assert before <= middle
    assert found(engine) == {late.pk}


def test_old_drained_tasks_are_forgotten():
    queue([1, 2, 3])
    now = timezone.now()
    first, second, _ = IndexTask.objects.order_by("id")
    IndexTask.objects.filter(pk=first.pk).update(drained_at=now - timedelta(days=8))
    IndexTask.objects.filter(pk=second.pk).update(drained_at=now)

    assert forget_drained() == 1
    assert IndexTask.objects.count() == 2
