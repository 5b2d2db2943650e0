import pytest

from articles.curation import decide
from articles.curation.duplicates import catch_up, refresh
from articles.curation.revert import revert
from articles.curation.suggest import clusters, decided_today, put_off, suggestions, waiting
from articles.models import Duplicate
from tests.curation.world import editor, person, report

pytestmark = pytest.mark.django_db


def suggested(name):
    refresh()
    return [one.entity.name for one in suggestions(person(name))]


def queue():
    return [[person.name for person in cluster.people] for cluster in clusters(10)]


@pytest.fixture
def sullivans():
    report("Jake Sullivan", "J. Sullivan", countries=["FR"])
    report("Jake Sullivan", countries=["FR"])
    refresh()
    return person("Jake Sullivan"), person("J. Sullivan")


def test_spellings_are_suggested_and_never_join_by_themselves():
    report("Benjamin Netanyahu", "Binyamin Netanyahu", "George H.W. Bush", "George W. Bush")

    assert suggested("Benjamin Netanyahu") == ["Binyamin Netanyahu"]
    assert person("Benjamin Netanyahu").root != person("Binyamin Netanyahu").root
    assert suggested("George W. Bush") == []


def test_the_likeliest_comes_first():
    report("Jake Sullivan", "J. Sullivan", "Jake Q. Sullivan")

    assert suggested("Jake Sullivan") == ["Jake Q. Sullivan", "J. Sullivan"]


def test_merged_rejected_and_different_people_are_not():
    report("Jake Sullivan", "J. Sullivan", "Jake A. Sullivan", "Jake B. Sullivan")
    decide.different(person("Jake Sullivan"), person("J. Sullivan"), by=editor())
    decide.reject([person("Jake B. Sullivan")], by=editor())
    decide.merge([person("Jake A. Sullivan")], person("Jake Sullivan"), by=editor())

    assert suggested("Jake Sullivan") == []


def test_the_evidence_is_told(sullivans):
    (found,) = suggestions(sullivans[0])

    assert found.reasons == (
        "same family name",
        "J. fits Jake",
        "1 article together",
        "both with France",
    )


def test_names_of_merged_people_count(sullivans):
    report("Jacob Q. Sullivan")
    decide.merge([sullivans[1]], sullivans[0], by=editor())

    assert suggested("Jacob Q. Sullivan") == ["Jake Sullivan"]


@pytest.mark.parametrize("decision", ["merge", "different", "reject"])
def test_decided_pairs_leave_at_once_and_return_when_undone(sullivans, decision):
    one, other = sullivans
    made = {
        "merge": lambda: decide.merge([other], one, by=editor()),
        "different": lambda: decide.different(one, other, by=editor()),
        "reject": lambda: decide.reject([other], by=editor()),
    }[decision]()
    assert queue() == []
    catch_up()

    revert(made, by=editor())

    assert queue() == [["Jake Sullivan", "J. Sullivan"]]


def test_who_is_different_from_a_survivor_is_so_from_all_merged_with_it():
    report("Jake Sullivan", "J. Sullivan", "Jakob Sullivan")
    refresh()
    decide.different(person("J. Sullivan"), person("Jake Sullivan"), by=editor())
    decide.merge([person("Jakob Sullivan")], person("Jake Sullivan"), by=editor())

    assert queue() == []
    assert waiting().count() == 0


def test_a_cluster_has_those_who_are_all_alike():
    report("Volodymyr Zelensky", "Volodymyr Zelenskiy", "Volodymyr Zelenskyy")
    report("J. Smith", "John Smith", "James Smith", "J. Smith")
    refresh()

    three, *pairs = sorted(queue(), key=len, reverse=True)

    assert {name.split()[1] for name in three} == {"Zelensky", "Zelenskiy", "Zelenskyy"}
    assert all(len(pair) == 2 and "J. Smith" in pair for pair in pairs)


def test_those_in_more_articles_come_first():
    report("Ada Lovelace", "A. Lovelace")
    for _ in range(3):
        report("Paul Volcker", "P. Volcker")
    refresh()

    assert queue()[0] == ["Paul Volcker", "P. Volcker"]


def test_the_unsure_wait_behind_all_others(sullivans):
    report("Ada Lovelace", "A. Lovelace")
    refresh()
    first = clusters(1)[0]

    put_off(first.ids)
    refresh()

    assert [cluster.unsure for cluster in clusters(2)] == [False, True]
    assert clusters(2)[1].people == first.people


def test_what_is_skipped_is_not_first(sullivans):
    assert clusters(1, skipped=[one.pk for one in sullivans]) == []


def test_rulings_of_today_are_counted_unless_undone(sullivans):
    made = decide.different(*sullivans, by=editor())
    assert decided_today() == 1

    revert(made, by=editor())

    assert decided_today() == 0


def test_who_came_into_articles_or_was_decided_about_is_compared():
    report("Jake Sullivan")
    assert catch_up() == 0
    report("J. Sullivan")

    assert catch_up() == 1
    assert catch_up() == 0
    decide.add_alias(person("Jake Sullivan"), "Ada Lovelace", by=editor())
    report("A. Lovelace")
    assert catch_up() == 2


def test_the_evidence_of_known_people_is_renewed(sullivans):
    catch_up()
    report("Jake Sullivan", "J. Sullivan")

    catch_up()

    assert "2 articles together" in clusters(1)[0].reasons


def test_pairs_that_are_alike_no_longer_are_forgotten(sullivans):
    decide.rename(sullivans[1], "Zoe Quinn", by=editor())
    decide.remove_alias(sullivans[1], "J. Sullivan", by=editor())

    refresh([sullivans[1].pk])

    assert not Duplicate.objects.exists()


def test_people_seen_many_years_apart_are_less_alike():
    early, late = report("Jake Sullivan"), report("J. Sullivan")
    late.__class__.objects.filter(pk=early.pk).update(published_on="1950-01-01")
    person("Jake Sullivan").__class__.objects.filter(name="Jake Sullivan").update(
        first_on="1950-01-01", last_on="1950-01-01"
    )
    refresh()

    assert "74 years between them" in clusters(1)[0].reasons
