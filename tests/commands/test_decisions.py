import io
import json
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from articles.curation import decide
from articles.curation.editing import set_fields
from articles.curation.placing import Words, pin, split, unpin
from articles.curation.portable import identity
from articles.curation.revert import revert
from articles.models import Alias, Decision, Entity
from tests.curation.world import country, editor, person, picture, report

pytestmark = pytest.mark.django_db


def fill():
    return [
        report("A One", "B Two", countries=["FR"]),
        report("B Two", "C Three", source="Other"),
        report("C Three", "A One"),
    ]


def decide_everything(articles):
    """Make a decision of each kind, and undo two of them."""
    one, two, three, by = person("A One"), person("B Two"), person("C Three"), editor()
    revert(decide.different(one, two, by=by), by=by)
    revert(revert(decide.merge([two], one, by=by, reason="same"), by=by), by=by)
    decide.add_alias(three, "Tertia", by=by)
    decide.remove_alias(country("FR"), "fr", by=by)
    decide.rename(three, "Cora Three", by=by)
    decide.confirm([three], by=by)
    unpin(one, articles[2], by=by)
    pin(three, articles[0], by=by, words=Words("body", 0, 5))
    split(three, [articles[1]], "C Three", by=by)
    decide.reject([three], by=by, within=articles[2].source)
    set_fields(articles[:2], {"byline": "Ann Lee", "withheld": True}, by=by)


def export():
    out = io.StringIO()
    call_command("decisions", "export", stdout=out)
    return out.getvalue()


@pytest.fixture
def bring(tmp_path, capsys):
    def bring(text):
        path = tmp_path / "decisions.jsonl"
        path.write_text(text)
        call_command("decisions", "import", str(path))
        return capsys.readouterr().out

    return bring


def without_history(archive):
    """Return all but the ids of decisions: the same rulings may come under other numbers."""
    return {name: rows for name, rows in archive.items() if name != "given"}


def test_importing_twice_changes_nothing(bring):
    decide_everything(fill())
    before, text = picture(), export()

    assert "0 decisions were new" in bring(text)
    assert (picture(), export()) == (before, text)


def test_another_archive_of_the_same_articles_becomes_the_same(bring):
    with transaction.atomic():
        decide_everything(fill())
        text, names = export(), shown()
        transaction.set_rollback(True)
    fill()

    said = bring(text)

    assert f"{len(text.splitlines())} decisions were new, 0 known" in said
    assert shown() == names
    assert [json.loads(line)["id"] for line in export().splitlines()] == [
        json.loads(line)["id"] for line in text.splitlines()
    ]
    assert "0 decisions were new" in bring(text)


def shown():
    people = Entity.objects.filter(kind="person").order_by("slug")
    rows = people.values_list("slug", "name", "level", "root__slug", "article_count")
    names = Alias.objects.filter(entity__in=people).order_by("text", "entity__slug")
    return list(rows), list(names.values_list("entity__slug", "text", "origin"))


def test_what_is_not_here_is_named_and_the_rest_is_made(bring, capsys):
    articles = fill()
    decide.confirm([person("A One")], by=editor())
    line = json.loads(export())
    zork = {"kind": "person", "slug": "zork", "name": "Zork"}
    absent = {**line, "subject": zork, "group": str(uuid4())}
    absent["id"] = identity(absent)

    with pytest.raises(CommandError, match="2 could not"):
        bring(f"{json.dumps(absent)}\nnonsense\n{json.dumps(line)}\n")
    said = capsys.readouterr()
    assert "Zork is not here" in said.err
    assert "Line 2 is no decision" in said.err
    assert "1 known" in said.out
    assert len(articles) == 3


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "reject"},
        {"kind": "zork", "id": ""},
        {"kind": "set", "field": "body", "id": ""},
        {"kind": "split", "created": True, "id": ""},
        {"subject": {"kind": "person"}, "id": ""},
        {"kind": "merge", "id": ""},
        {"reverts": "zork", "kind": "revert", "id": ""},
        {"scope_source": "zork", "id": ""},
        {"scope_article": {"source": "wire", "id": "zork"}, "id": ""},
        {"start": "zork", "id": ""},
        {"group": "zork", "id": ""},
    ],
)
def test_a_line_that_was_changed_is_refused(bring, change):
    fill()
    decide.confirm([person("A One")], by=editor())
    line = {**json.loads(export()), "group": str(uuid4()), **change}
    line["id"] = line["id"] or identity(line)

    with pytest.raises(CommandError):
        bring(json.dumps(line))
    assert Decision.objects.count() == 1


def test_a_file_that_is_not_there():
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("decisions", "import", "/nowhere/decisions.jsonl")


def test_damage_is_found_and_taken_back(capsys):
    decide_everything(fill())
    before = picture()
    call_command("decisions", "check")
    Entity.objects.filter(name="Cora Three").update(name="Damaged", level="rejected")

    with pytest.raises(CommandError, match="2 differences"):
        call_command("decisions", "check")
    assert "name of Damaged" in capsys.readouterr().err

    call_command("decisions", "replay")
    assert picture() == before
    call_command("decisions", "check")
