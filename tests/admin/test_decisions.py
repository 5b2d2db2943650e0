import pytest
from django.urls import reverse

from articles.curation import decide
from articles.curation.revert import revert
from articles.models import Decision, Entity
from tests.curation.world import editor, person, picture, report

pytestmark = pytest.mark.django_db
ACTIVITY = reverse("admin:articles_decision_changelist")


@pytest.fixture
def people():
    report("Ann Lee", "Bob Ray", "Cyd Fox")
    return [person(name) for name in ("Ann Lee", "Bob Ray", "Cyd Fox")]


def undo(decision):
    return reverse("admin:articles_decision_undo", args=[decision.pk])


def test_activity_lists_everything_with_filters(curator, people):
    decide.confirm([people[0]], by=editor("bob"))
    made = decide.reject([people[1]], by=editor("ada"), within=people[1].article_rows.get().article)
    revert(made, by=editor("ada"))
    decide.reject([people[2]], by=editor("ada"), within=people[1].article_rows.get().article.source)

    page = curator.get(ACTIVITY).content.decode()

    assert "Ann Lee confirmed" in page
    assert "Bob Ray rejected in article" in page
    assert "Cyd Fox rejected in Wire" in page
    assert "Undone: Bob Ray rejected" in page
    assert "Ann Lee" not in curator.get(ACTIVITY, {"kind__exact": "reject"}).content.decode()
    bob = curator.get(ACTIVITY, {"actor__id__exact": editor("bob").pk}).content.decode()
    assert "Cyd Fox" not in bob


def test_undo_from_the_history(curator, people):
    before = picture()
    (made,) = decide.rename(people[0], "Anna Lee", by=editor())

    done = curator.post(undo(made), follow=True)

    assert "Undone: Ann Lee renamed to “Anna Lee”" in done.content.decode()
    assert picture() == before


def test_undo_page_of_a_decision_made_alone(curator, people):
    (made,) = decide.confirm([people[0]], by=editor())

    page = curator.get(undo(made)).content.decode()

    assert "Ann Lee confirmed" in page
    assert "everything decided in that go" not in page


def test_undo_everything_decided_in_one_go(curator, people):
    before = picture()
    made = decide.merge(people[1:], people[0], by=editor())

    assert "everything decided in that go" in curator.get(undo(made[0])).content.decode()
    curator.post(undo(made[0]), {"which": "group"})

    assert picture() == before


def test_what_rests_on_it_is_shown_before_it_is_undone(curator, people):
    first = decide.rename(people[0], "Anna Lee", by=editor())
    decide.rename(people[0], "Annie Lee", by=editor("bob"))

    asked = curator.post(undo(first[0]))

    assert asked.status_code == 409
    assert "Later decisions rest on this one" in asked.content.decode()
    assert 'name="together"' in asked.content.decode()
    curator.post(undo(first[0]), {"together": "yes"})
    assert Entity.objects.get(pk=people[0].pk).name == "Ann Lee"


def test_undone_already_is_said(curator, people):
    made = decide.confirm([people[0]], by=editor())
    revert(made, by=editor())

    assert "undone already" in curator.get(undo(made[0])).content.decode()
    assert "undone already" in curator.post(undo(made[0]), follow=True).content.decode()
    assert Decision.objects.count() == 2


def test_what_was_brought_back_is_said(curator, people):
    made = decide.confirm([people[0]], by=editor())
    undone = revert(made, by=editor())
    back = revert(undone, by=editor())
    revert(back, by=editor())

    page = curator.get(ACTIVITY).content.decode()

    assert page.count("Brought back: Ann Lee confirmed") == 1
    assert page.count("Undone: Ann Lee confirmed") == 2


def test_readers_see_no_activity(reader, people):
    assert reader.get(ACTIVITY).status_code == 403


def test_readers_cannot_undo(reader, people):
    made = decide.confirm([people[0]], by=editor())

    assert reader.get(undo(made[0])).status_code == 403
    assert reader.post(undo(made[0])).status_code == 403


def test_ruling_without_an_entity_leads_back_to_activity(curator, people):
    source = people[0].article_rows.get().article.source
    made = Decision.objects.create(
        kind="merge_sources", subject_source=source, actor=editor(), actor_name="ada"
    )

    done = curator.post(undo(made))

    assert done.url == ACTIVITY


def test_nobody_changes_or_deletes_decisions(root, people):
    made = decide.confirm([people[0]], by=editor())

    for name, args in (("add", []), ("delete", [made[0].pk])):
        assert root.get(reverse(f"admin:articles_decision_{name}", args=args)).status_code == 403
    address = reverse("admin:articles_decision_change", args=[made[0].pk])
    assert root.post(address, {"reason": "x"}).status_code == 403
