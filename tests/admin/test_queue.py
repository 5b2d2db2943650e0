import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.curation import decide
from articles.curation.duplicates import refresh
from articles.curation.placing import split
from articles.curation.preview import fingerprint
from articles.curation.replay import differences
from articles.curation.revert import revert
from articles.models import Article, Decision, Entity
from tests.curation.world import editor, person, picture, report

pytestmark = pytest.mark.django_db


@pytest.fixture
def address():
    return reverse("admin:articles_person_duplicates")


@pytest.fixture
def sullivans():
    report("Jake Sullivan", "J. Sullivan", countries=["FR"])
    report("Jake Sullivan")
    refresh()
    return person("Jake Sullivan"), person("J. Sullivan")


@pytest.fixture
def zelenskys():
    names = ["Volodymyr Zelensky", "Volodymyr Zelenskiy", "Volodymyr Zelenskyy"]
    report(*names)
    refresh()
    return [person(name) for name in names]


def fields(page, name):
    return re.findall(rf'name="{name}" value="([^"]+)"', page)


def shown(client, address):
    page = client.get(address).content.decode()
    return {name: fields(page, name) for name in ("shown", "id", "fingerprint", "skip")}


def press(client, address, button, **changed):
    form = {**shown(client, address), "press": button, **changed}
    return client.post(address, form, follow=True)


def test_the_first_cluster_is_shown_with_its_reasons(curator, address, sullivans):
    page = curator.get(address).content.decode()

    assert "same family name; J. fits Jake; 1 article together; both with France" in page
    assert "<mark>J. Sullivan</mark>" in page
    assert "1 possible duplicate waits." in page
    assert fields(page, "id") == [str(one.pk) for one in sullivans]


def test_the_same_are_merged_into_the_commoner(curator, address, sullivans):
    page = press(curator, address, "same").content.decode()

    assert person("J. Sullivan").root == sullivans[0]
    assert "Nothing waits." in page
    assert "1 decided today." in page
    assert "J. Sullivan merged into Jake Sullivan" in page


def test_another_name_may_stay(curator, address, sullivans):
    press(curator, address, "same", into=sullivans[1].pk)

    assert person("Jake Sullivan").root == sullivans[1]


def test_the_different_are_never_asked_again(curator, address, sullivans):
    page = press(curator, address, "different").content.decode()
    refresh()

    assert Decision.objects.get().kind == "different"
    assert "Nothing waits." in page
    assert "Nothing waits." in curator.get(address).content.decode()


def test_the_unsure_stay_behind_the_others(curator, address, sullivans):
    report("Ada Lovelace", "A. Lovelace")
    refresh()

    page = press(curator, address, "unsure").content.decode()

    assert fields(page, "id") == [str(person(n).pk) for n in ("Ada Lovelace", "A. Lovelace")]
    assert not Decision.objects.exists()


def test_what_is_skipped_is_kept_in_the_address(curator, address, sullivans):
    page = curator.get(address).content.decode()
    (skip,) = re.findall(r'href="([^"]+)" data-key="s"', page)

    page = curator.get(skip.replace("&amp;", "&")).content.decode()

    assert "Nothing else waits." in page


def test_what_was_decided_last_is_undone(curator, address, sullivans):
    before = picture()
    press(curator, address, "same")

    page = press(curator, address, "undo").content.decode()

    assert "Undone: J. Sullivan merged into Jake Sullivan." in page
    assert picture() == before
    assert fields(page, "id") == [str(one.pk) for one in sullivans]


def test_others_decisions_are_not_undone_here(curator, address, sullivans):
    decide.merge([sullivans[1]], sullivans[0], by=editor("bob"))

    answer = press(curator, address, "undo")

    assert answer.status_code == 400
    assert "You have decided nothing" in answer.content.decode()


def test_what_somebody_else_has_undone_is_passed_over(curator, address, sullivans):
    report("Ada Lovelace", "A. Lovelace")
    refresh()
    press(curator, address, "same")
    press(curator, address, "same")
    revert(Decision.objects.filter(pk=Decision.objects.latest("pk").pk), by=editor("bob"))

    press(curator, address, "undo")

    assert not Entity.objects.exclude(merged_into=None).exists()


def test_a_split_is_not_half_undone(curator, address, sullivans):
    ada = User.objects.get(username="ada")
    split(sullivans[0], [Article.objects.earliest("pk")], "Jake Other", by=ada)

    answer = press(curator, address, "undo")

    assert answer.status_code == 400
    assert not Decision.objects.filter(kind="revert").exists()


def test_only_those_shown_can_be_decided_about(curator, address, sullivans):
    report("Ada Lovelace", "A. Lovelace")
    other = person("Ada Lovelace")

    answer = press(curator, address, "same", id=[sullivans[0].pk, other.pk])

    assert answer.status_code == 400
    assert not Decision.objects.exists()


def test_the_one_whose_name_stays_has_to_be_ticked(curator, address, zelenskys):
    ids = shown(curator, address)["id"]

    answer = press(curator, address, "same", id=ids[:2], into=ids[2])

    assert answer.status_code == 400
    assert "Tick the one whose name stays, too." in answer.content.decode()


def test_a_lost_session_leads_to_signing_in(curator, address, sullivans):
    seen = shown(curator, address)
    curator.logout()

    answer = curator.post(address, {**seen, "press": "same"})

    assert (answer.status_code, "login" in answer.url) == (302, True)
    assert not Decision.objects.exists()


def test_a_cluster_with_a_pair_ruled_different_is_refused(curator, address, zelenskys):
    decide.different(*zelenskys[:2], by=editor("bob"))
    ids = [one.pk for one in zelenskys]

    answer = press(
        curator, address, "same", id=ids, shown=ids, into=ids[0], fingerprint=fingerprint(ids)
    )

    assert answer.status_code == 400
    assert "are different" in answer.content.decode()
    assert not Entity.objects.exclude(merged_into=None).exists()


def test_a_cluster_is_merged_in_one_go(curator, address, zelenskys):
    press(curator, address, "same")

    assert len({one.root for one in Entity.objects.filter(kind="person")}) == 1
    assert len(set(Decision.objects.values_list("group", flat=True))) == 1


def test_members_can_be_unticked(curator, address, zelenskys):
    ids = shown(curator, address)["id"]

    page = press(curator, address, "same", id=ids[:2]).content.decode()

    assert Entity.objects.get(pk=ids[2]).merged_into is None
    assert sorted(fields(page, "id")) == sorted([ids[0], ids[2]])


def test_one_alone_cannot_be_decided(curator, address, sullivans):
    answer = press(curator, address, "same", id=[sullivans[0].pk])

    assert answer.status_code == 400
    assert "Tick at least two of them." in answer.content.decode()
    assert not Decision.objects.exists()


def test_what_changed_meanwhile_is_shown_anew(curator, address, zelenskys):
    seen = shown(curator, address)
    decide.different(*zelenskys[:2], by=editor("bob"))

    answer = curator.post(address, {**seen, "press": "same"})

    assert answer.status_code == 409
    assert "Somebody changed this meanwhile" in answer.content.decode()
    assert Decision.objects.count() == 1
    assert not differences()


def test_two_editors_who_press_at_once_decide_once(curator, address, sullivans):
    seen = shown(curator, address)
    curator.post(address, {**seen, "press": "same"})

    answer = curator.post(address, {**seen, "press": "same"})

    assert answer.status_code == 409
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("value", ["x", "-1", "9" * 30, "١", "999999999"])
def test_damaged_numbers_are_nobody(curator, address, sullivans, value):
    assert curator.get(address, {"skip": value}).status_code == 200
    assert press(curator, address, "same", id=[value]).status_code == 400
    assert press(curator, address, value).status_code == 400


def test_only_those_who_decide_see_it(reader, address, sullivans):
    assert reader.get(address).status_code == 403
    assert reader.post(address, {"press": "same"}).status_code == 403
    away = Client().get(address)
    assert (away.status_code, "login" in away.url) == (302, True)


def test_a_page_takes_as_many_queries_for_many_pairs(curator, address, sullivans, queries_for):
    few = queries_for(curator, address)
    for name in ("Ada", "Bea", "Cyd", "Dora"):
        report(f"{name} Lovelace", f"{name[0]}. Lovelace")
    refresh()

    assert queries_for(curator, address) == few


def test_people_lead_to_the_queue(curator, address):
    page = curator.get(reverse("admin:articles_person_changelist")).content.decode()

    assert f'href="{address}"' in page
