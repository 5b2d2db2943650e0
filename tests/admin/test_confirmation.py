import re

import pytest
from django.urls import reverse

from articles.curation import decide
from articles.models import Decision, Entity
from tests.curation.world import country, editor, names_of, person, report

pytestmark = pytest.mark.django_db
HOSTILE = '<script>alert("x")</script> Lee'


@pytest.fixture
def people():
    report("Ann Lee", "Bob Ray")
    report("Ann Lee", "Cyd Fox")
    return [person(name) for name in ("Ann Lee", "Bob Ray", "Cyd Fox")]


def address(name, kind="person"):
    return reverse(f"admin:articles_{kind}_decide", args=[name])


def ids(*entities):
    return {"id": [entity.pk for entity in entities]}


def confirmed(client, ruling, *entities, **values):
    """Ask for a decision, then confirm what the page showed."""
    asked = client.get(address(ruling, entities[0].kind), ids(*entities))
    assert asked.status_code == 200
    seen = asked.context["preview"].fingerprint
    data = {**ids(*entities), "fingerprint": seen, **values}
    return client.post(address(ruling, entities[0].kind), data, follow=True)


def test_merge_shows_what_it_touches_and_keeps_the_commonest(curator, people):
    ann, bob, _ = people

    page = curator.get(address("merge"), ids(ann, bob))

    assert "touches 1 article" in page.content.decode()
    assert "Names gained: <bdi>Bob Ray</bdi>" in page.content.decode()
    assert "<mark>Bob Ray</mark>" in page.content.decode()
    assert page.context["survivor"] == ann
    other = curator.get(address("merge"), ids(ann, bob) | {"into": bob.pk})
    assert other.context["survivor"] == bob


def test_merge_confirmed(curator, people):
    ann, bob, cyd = people

    done = confirmed(curator, "merge", *people, into=cyd.pk, reason="same")

    assert "merged into Cyd Fox, and 1 more. It can be undone." in done.content.decode()
    assert set(Entity.objects.filter(root=cyd)) == {ann, bob, cyd}
    assert Decision.objects.values_list("reason", "actor_name").distinct().get() == ("same", "ada")


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("reject", {"reason": "a street"}),
        ("confirm", {}),
        ("rename", {"name": "Anna Lee"}),
        ("alias", {"name": "Annie", "kind": "nickname"}),
        ("unalias", {"name": "Lee, A."}),
        ("accept", {}),
    ],
)
def test_each_ruling_is_made_from_its_page(curator, people, name, values):
    ann = people[0]
    if name == "unalias":
        decide.add_alias(ann, "Lee, A.", by=editor())
    if name == "accept":
        decide.reject([ann], by=editor())
    count = Decision.objects.count()

    done = confirmed(curator, name, ann, **values)

    assert "It can be undone." in done.content.decode()
    assert done.redirect_chain[-1][0] == reverse("admin:articles_person_change", args=[ann.pk])
    assert Decision.objects.count() == count + 1


def test_different_confirmed(curator, people):
    done = confirmed(curator, "different", *people)

    assert "and 2 more" in done.content.decode()
    page = curator.get(address("merge"), ids(*people[:2])).content.decode()
    assert "are different (no." in page
    assert " disabled>" in page


def test_name_to_remove_comes_with_the_address(curator, people):
    page = curator.get(address("unalias"), {"id": people[0].pk, "name": "A & B"})

    assert 'value="A &amp; B"' in page.content.decode()


def test_stale_page_shows_the_new_state_and_decides_nothing(curator, people):
    ann = people[0]
    seen = curator.get(address("reject"), ids(ann)).context["preview"].fingerprint
    decide.rename(ann, "Anna Lee", by=editor("bob"))

    answer = curator.post(address("reject"), {**ids(ann), "fingerprint": seen})

    assert answer.status_code == 409
    assert "Somebody changed this meanwhile" in answer.content.decode()
    assert "<bdi>Anna Lee</bdi>" in answer.content.decode()
    assert Decision.objects.count() == 1
    again = {**ids(ann), "fingerprint": answer.context["preview"].fingerprint}
    assert curator.post(address("reject"), again).status_code == 302


def test_pages_without_fingerprint_are_stale(curator, people):
    assert curator.post(address("reject"), ids(people[0])).status_code == 409


@pytest.mark.parametrize("name", ["A\u202eB", "x" * 201, "...", "Bob Ray", ""])
def test_bad_names_come_back_with_a_sentence(curator, people, name):
    page = curator.get(address("rename"), ids(people[0]))
    data = {**ids(people[0]), "fingerprint": page.context["preview"].fingerprint, "name": name}

    answer = curator.post(address("rename"), data)

    assert answer.status_code == 400
    assert "errorlist" in answer.content.decode()
    assert not Decision.objects.exists()


def test_already_merged_is_said(curator, people):
    ann, bob, cyd = people
    decide.merge([bob], ann, by=editor())

    page = curator.get(address("merge"), ids(bob, cyd)).content.decode()

    assert "merged with Ann Lee already" in page


@pytest.mark.parametrize(
    ("name", "count", "said"),
    [("merge", 1, "at least 2"), ("rename", 2, "at most 1"), ("reject", 0, "at least 1")],
)
def test_wrong_number_of_entities_is_said(curator, people, name, count, said):
    answer = curator.get(address(name), ids(*people[:count]), follow=True)

    assert said in answer.content.decode()


@pytest.mark.parametrize("given", [["999999"], ["1", "x" * 5, "9" * 40]])
def test_unknown_numbers_are_not_found(curator, given):
    assert curator.get(address("reject"), {"id": given}).status_code in {302, 404}


def test_unknown_ruling_and_other_kind_are_not_found(curator, people):
    assert curator.get(address("explode"), ids(people[0])).status_code == 404
    assert curator.get(address("reject"), ids(country("FR"))).status_code == 404


def test_hostile_names_are_escaped_everywhere(curator, people):
    ann, bob, _ = people
    confirmed(curator, "rename", ann, name=HOSTILE, reason=HOSTILE)

    pages = [
        curator.get(reverse("admin:articles_person_changelist")),
        curator.get(reverse("admin:articles_person_change", args=[ann.pk])),
        curator.get(address("merge"), ids(ann, bob)),
        curator.get(reverse("admin:articles_decision_changelist")),
        curator.get(reverse("admin:articles_decision_undo", args=[Decision.objects.get().pk])),
    ]

    for page in pages:
        assert "<script>alert" not in page.content.decode()
        assert "&lt;script&gt;alert" in page.content.decode()
    assert HOSTILE in names_of(ann)


def test_no_inline_script_or_style(curator, people):
    decide.confirm([people[0]], by=editor())
    pages = [
        curator.get(reverse("admin:articles_person_change", args=[people[0].pk])),
        curator.get(address("merge"), ids(*people)),
        curator.get(reverse("admin:articles_decision_undo", args=[Decision.objects.get().pk])),
    ]

    for page in pages:
        assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>|\sstyle=|<style", page.content.decode())
