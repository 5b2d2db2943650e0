import pytest

from articles.curation import decide
from articles.curation.errors import DependedOn, KeptApart, NameTaken, NothingToDecide
from articles.curation.placing import Words, pin, split, unpin
from articles.curation.revert import dependents, revert
from articles.models import AppendOnlyError, Decision
from tests.curation.world import country, editor, names_of, people_of, person, picture, report

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive():
    return [
        report("A One", "B Two", "Two"),
        report("B Two", "C Three", source="Other"),
        report("C Three", "A One", countries=["FR"]),
    ]


def acts():
    one, two, three = person("A One"), person("B Two"), person("C Three")
    here = one.article_rows.first().article
    by = editor()
    return {
        "merge": lambda: decide.merge([one, two], three, by=by),
        "different": lambda: decide.different(one, two, three, by=by),
        "alias": lambda: decide.add_alias(two, "Two", by=by),
        "alias here": lambda: decide.add_alias(two, "Two", by=by, within=here),
        "unalias": lambda: decide.remove_alias(country("FR"), "fr", by=by),
        "rename": lambda: decide.rename(one, "Two", by=by),
        "reject": lambda: decide.reject([one, two, country("FR")], by=by),
        "reject here": lambda: decide.reject([one], by=by, within=here),
        "reject in source": lambda: decide.reject([two], by=by, within=here.source),
        "confirm": lambda: decide.confirm([one, country("FR")], by=by),
        "pin": lambda: pin(three, here, by=by),
        "pin words": lambda: pin(three, here, by=by, words=Words("body", 0, 5)),
        "unpin": lambda: unpin(one, here, by=by),
        "split": lambda: split(one, [here], three, by=by),
        "split mentions": lambda: split(one, [*here.mentions.all()], three, by=by),
    }


KINDS = [
    "merge",
    "different",
    "alias",
    "alias here",
    "unalias",
    "rename",
    "reject",
    "reject here",
    "reject in source",
    "confirm",
    "pin",
    "pin words",
    "unpin",
    "split",
    "split mentions",
]


@pytest.mark.parametrize("kind", KINDS)
def test_undo_is_exact_and_so_is_its_undo(archive, kind):
    before = picture()
    made = acts()[kind]()
    after = picture()

    undone = revert(made, by=editor())
    assert picture() == before

    revert(undone, by=editor())
    assert picture() == after
    revert(made, by=editor())
    assert picture() == before


def test_undo_is_another_decision(archive):
    (made,) = decide.confirm([person("A One")], by=editor())

    (undone,) = revert([made], by=editor("bob"), reason="no")

    assert (undone.kind, undone.reverts, undone.actor_name) == ("revert", made, "bob")
    with pytest.raises(AppendOnlyError):
        made.delete()


def test_undoing_twice_is_refused(archive):
    made = decide.confirm([person("A One")], by=editor())
    revert(made, by=editor())

    with pytest.raises(NothingToDecide):
        revert(made, by=editor())


def test_removed_name_comes_back_as_it_was(archive):
    one = person("A One")
    decide.rename(one, "Alpha One", by=editor())
    before = picture()

    made = decide.remove_alias(one, "A One", by=editor())
    assert people_of(archive[0]) == ["B Two"]
    revert(made, by=editor())

    assert picture() == before


def test_second_merge_alone(archive):
    one, two, three = person("A One"), person("B Two"), person("C Three")
    decide.merge([one], three, by=editor())
    second = decide.merge([two], three, by=editor())

    revert(second, by=editor())

    assert people_of(archive[0]) == ["B Two", "C Three"]


def test_first_of_two_merges_in_a_row_alone(archive):
    one, two, three = person("A One"), person("B Two"), person("C Three")
    first = decide.merge([one], two, by=editor())
    decide.merge([two], three, by=editor())

    revert(first, by=editor())

    assert people_of(archive[0]) == ["A One", "C Three"]


def test_what_rests_on_it_is_named_and_undone_together(archive):
    one, two, three = person("A One"), person("B Two"), person("C Three")
    before = picture()
    first = decide.merge([one], two, by=editor())
    undone = revert(first, by=editor())
    second = decide.merge([one], three, by=editor("bob"))

    with pytest.raises(DependedOn, match=r"A One merged into C Three by bob \(no. \d+\)") as raised:
        revert(undone, by=editor())

    assert list(raised.value.decisions) == second == dependents(undone)
    revert(undone, by=editor(), together=True)
    assert people_of(archive[0]) == ["B Two"]
    revert(first, by=editor())
    assert picture() == before


def test_namings_that_share_a_name_rest_on_each_other(archive):
    one = person("A One")
    first = decide.rename(one, "Alpha", by=editor())
    second = decide.rename(one, "Beta", by=editor())
    third = decide.add_alias(one, "Gamma", by=editor())
    decide.confirm([one], by=editor())

    assert dependents(first) == second
    assert dependents(third) == []


def test_chain_of_dependents_is_found_whole(archive):
    one = person("A One")
    first = decide.rename(one, "Alpha", by=editor())
    second = decide.rename(one, "Beta", by=editor())
    third = decide.rename(one, "Gamma", by=editor())
    before = names_of(one)

    assert dependents(first) == [*second, *third]
    revert(first, by=editor(), together=True)
    assert names_of(one) != before
    assert names_of(one) == ["A One"]


def test_ruling_on_one_article_outlives_the_merge(archive):
    one, two = person("A One"), person("B Two")
    merged = decide.merge([one], two, by=editor())
    decide.reject([two], by=editor(), within=archive[0])

    revert(merged, by=editor())

    assert people_of(archive[0]) == []
    assert people_of(archive[2]) == ["A One", "C Three"]


def test_undo_that_would_join_what_is_different_is_refused(archive):
    one, two = person("A One"), person("B Two")
    apart = decide.different(one, two, by=editor())
    undone = revert(apart, by=editor())
    decide.merge([one], two, by=editor())

    with pytest.raises(KeptApart):
        revert(undone, by=editor())


def test_undo_that_would_give_two_one_name_is_refused(archive):
    one, two = person("A One"), person("B Two")
    alias = decide.add_alias(one, "Uno", by=editor())
    undone = revert(alias, by=editor())
    decide.add_alias(two, "Uno", by=editor())
    before, count = picture(), Decision.objects.count()

    with pytest.raises(NameTaken):
        revert(undone, by=editor())

    assert (picture(), Decision.objects.count()) == (before, count)


def test_members_merged_before_move_with_it(archive):
    one, two, three = person("A One"), person("B Two"), person("C Three")
    decide.merge([one], two, by=editor())
    merged = decide.merge([two], three, by=editor())
    undone = revert(merged, by=editor())
    later = decide.confirm([two], by=editor())

    assert dependents(undone) == later
