import pytest
from django.db.models import F
from django.urls import reverse

from articles.curation import decide
from articles.curation.duplicates import refresh
from articles.models import Entity
from tests.curation.world import country, editor, person, report

pytestmark = pytest.mark.django_db
PEOPLE = reverse("admin:articles_person_changelist")
COUNTRIES = reverse("admin:articles_country_changelist")


def change(entity):
    return reverse(f"admin:articles_{entity.kind}_change", args=[entity.pk])


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def listed(response):
    assert response.status_code == 200
    return [entity.name for entity in response.context["cl"].result_list]


def test_list_shows_counts_and_levels(curator):
    report("Ann Lee", "Bob Ray")
    report("Ann Lee")

    page = text(curator.get(PEOPLE))

    assert "established" in page
    assert listed(curator.get(PEOPLE)) == ["Ann Lee", "Bob Ray"]


def test_countries_show_their_codes(curator):
    report(countries=["FR"])

    assert listed(curator.get(COUNTRIES))[0] == "France"
    assert ">FR<" in text(curator.get(COUNTRIES))


@pytest.mark.parametrize("term", ["renee zellweger", "ZELLW", "Renée", "Rennie"])
def test_search_goes_through_aliases_without_accents(curator, term):
    report("Renée Zellweger", "Ann Lee")
    decide.add_alias(person("Renée Zellweger"), "Rennie", by=editor())

    assert listed(curator.get(PEOPLE, {"q": term})) == ["Renée Zellweger"]


def test_search_finds_the_survivor_by_the_loser_s_name(curator):
    report("Joe Biden", "Joseph Biden")
    decide.merge([person("Joseph Biden")], person("Joe Biden"), by=editor())

    assert listed(curator.get(PEOPLE, {"q": "joseph"})) == ["Joe Biden"]
    assert listed(curator.get(PEOPLE, {"q": "joseph", "merged": "yes"})) == ["Joseph Biden"]
    assert len(listed(curator.get(PEOPLE, {"merged": "all"}))) == 2


def test_search_for_marks_only_lists_everybody(curator):
    report("Ann Lee")

    assert listed(curator.get(PEOPLE, {"q": "..."})) == ["Ann Lee"]


def test_lists_ask_the_same_whatever_their_length(curator, queries_for):
    addresses = (PEOPLE, reverse("admin:articles_decision_changelist"))
    counts = []
    for names in (["Ann Lee"], ["Bob Ray", "Cyd Fox"]):
        report(*names)
        decide.confirm([person(name) for name in names], by=editor())
        counts.append([queries_for(curator, address) for address in addresses])

    assert counts[0] == counts[1]
    assert max(counts[0]) <= 9


def test_change_page_asks_the_same_whatever_the_history(curator, queries_for):
    report("Ann Lee")
    ann = person("Ann Lee")
    counts = []
    for names in (["Annie A"], ["Annie B", "Annie C"]):
        for name in names:
            decide.add_alias(ann, name, by=editor())
        counts.append(queries_for(curator, change(ann)))

    assert counts[0] == counts[1] <= 11


def test_change_page_shows_names_history_and_tools(curator):
    report("Joe Biden", "Joseph Biden")
    joe = person("Joe Biden")
    decide.merge([person("Joseph Biden")], joe, by=editor("bob"), reason="same man")

    page = text(curator.get(change(joe)))

    assert "merged in with <bdi>Joseph Biden</bdi>" in page
    assert "Joseph Biden merged into Joe Biden" in page
    assert "same man" in page
    assert "Rename" in page
    assert 'name="name"' not in page


def test_merged_one_is_looked_at_only(curator):
    report("Joe Biden", "Joseph Biden")
    joseph = person("Joseph Biden")
    decide.merge([joseph], person("Joe Biden"), by=editor())

    page = text(curator.get(change(joseph)))

    assert "/decide/" not in page
    assert "Undo" in page


def test_readers_look_and_cannot_decide(reader):
    report("Ann Lee")
    ann = person("Ann Lee")
    decide.confirm([ann], by=editor())

    page = text(reader.get(change(ann)))

    assert "/decide/" not in page
    assert "Undo" not in page
    assert 'value="merge"' not in text(reader.get(PEOPLE))
    address = reverse("admin:articles_person_decide", args=["reject"])
    assert reader.get(address, {"id": ann.pk}).status_code == 403
    assert reader.post(address, {"id": ann.pk}).status_code == 403


def test_nobody_adds_or_deletes(root):
    report("Ann Lee")
    ann = person("Ann Lee")

    for name, args in (("add", []), ("delete", [ann.pk])):
        assert root.get(reverse(f"admin:articles_person_{name}", args=args)).status_code == 403
    assert root.post(change(ann), {"name": "Bob"}).status_code == 403
    assert Entity.objects.filter(pk=ann.pk, name="Ann Lee").exists()


def test_unknown_number_is_no_error(curator):
    assert curator.get(f"{PEOPLE}abc/change/").status_code == 302
    assert curator.get(f"{PEOPLE}{country('FR').pk}/change/").status_code == 302


@pytest.mark.parametrize("action", ["merge", "different", "reject", "accept", "confirm"])
def test_actions_lead_to_the_confirmation_page(curator, action):
    report("Ann Lee", "Bob Ray")
    ids = [person(name).pk for name in ("Ann Lee", "Bob Ray")]

    asked = curator.post(PEOPLE, {"action": action, "_selected_action": ids})

    assert asked.status_code == 302
    assert f"/decide/{action}/" in asked.url
    assert curator.get(asked.url).status_code == 200


def test_more_than_five_hundred_at_once_is_too_many(curator):
    people = [
        Entity(kind="person", name=f"P {n}", sort_name=f"P {n}", sort_key=f"p {n}", slug=f"p-{n}")
        for n in range(502)
    ]
    Entity.objects.bulk_create(people)
    ids = list(Entity.objects.filter(kind="person").values_list("pk", flat=True))
    Entity.objects.filter(pk__in=ids).update(root=F("pk"))
    data = {"action": "reject", "_selected_action": ids[:1], "select_across": 1, "index": 0}

    answer = curator.post(PEOPLE, data, follow=True)

    assert "at most 500 at once" in answer.content.decode()


def test_who_may_be_the_same_is_shown_with_the_reason(curator):
    report("Benjamin Netanyahu", "Binyamin Netanyahu", "Sara Netanyahu")
    refresh()

    page = text(curator.get(change(person("Benjamin Netanyahu"))))

    assert "May be the same person" in page
    assert "same family name; Benjamin is spelled like Binyamin" in page
    assert "Sara" not in page
    assert f"decide/merge/?id={person('Benjamin Netanyahu').pk}&amp;id=" in page
