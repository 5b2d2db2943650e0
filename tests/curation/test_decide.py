import pytest

from articles.curation import decide
from articles.curation.errors import (
    AlreadyMerged,
    BadName,
    CurationError,
    KeptApart,
    KindMismatch,
    NameTaken,
    NoSuchAlias,
    NothingToDecide,
    RejectedSurvivor,
    SelfReference,
)
from articles.models import CurationState, Decision, Entity, IndexTask
from tests.curation.world import (
    country,
    editor,
    names_of,
    people_of,
    person,
    picture,
    report,
)

pytestmark = pytest.mark.django_db


def version():
    return CurationState.objects.get().version


def refused(error, act, *args, **kwargs):
    before = (picture(), Decision.objects.count(), version())
    with pytest.raises(error) as raised:
        act(*args, by=editor(), **kwargs)
    assert (picture(), Decision.objects.count(), version()) == before
    return str(raised.value)


def test_merge_moves_articles_and_keeps_names():
    articles = [report("Joe Biden"), report("Joseph Biden"), report("J. R. Biden", "Joe Biden")]
    joe, joseph, short = person("Joe Biden"), person("Joseph Biden"), person("J. R. Biden")

    made = decide.merge([joseph, short], joe, by=editor(), reason=" same man ")

    assert [people_of(article) for article in articles] == [["Joe Biden"]] * 3
    joe.refresh_from_db()
    joseph.refresh_from_db()
    assert (joe.article_count, joseph.article_count, joseph.slug) == (3, 0, "joseph-biden")
    assert (joseph.merged_into, joseph.root) == (joe, joe)
    assert names_of(joe) == ["J. R. Biden", "Joe Biden", "Joseph Biden"]
    assert len({row.group for row in made}) == 1
    assert {(row.actor, row.actor_name, row.reason) for row in made} == {
        (editor(), "ada", "same man")
    }


def test_roots_stay_flat_when_a_survivor_is_merged():
    report("A One", "B Two", "C Three")
    one, two, three = person("A One"), person("B Two"), person("C Three")

    decide.merge([one], two, by=editor())
    decide.merge([two], three, by=editor())

    assert set(Entity.objects.filter(kind="person").values_list("root", flat=True)) == {three.pk}


def test_merge_needs_no_indexing_but_a_new_view():
    report("A One", "B Two")
    tasks, before = IndexTask.objects.count(), version()

    decide.merge([person("A One")], person("B Two"), by=editor())

    assert (IndexTask.objects.count(), version()) == (tasks, before + 1)


def test_merging_many_at_once_asks_the_database_no_more_often(django_assert_max_num_queries):
    report(*(f"Person N{'abcdefghijklmnopqrstuvwxyz'[n % 26]}{n}" for n in range(100)))
    people = list(Entity.objects.filter(kind="person"))

    with django_assert_max_num_queries(40):
        decide.merge(people[1:], people[0], by=editor())

    assert Entity.objects.filter(root=people[0]).count() == 100


def test_bad_merges_are_refused():
    report("A One", "B Two", "C Three", countries=["FR"])
    one, two, three = person("A One"), person("B Two"), person("C Three")

    assert "itself" in refused(SelfReference, decide.merge, [one], one)
    assert "country" in refused(KindMismatch, decide.merge, [one], country("FR"))
    refused(NothingToDecide, decide.merge, [], one)
    decide.merge([one], two, by=editor())
    assert "B Two" in refused(AlreadyMerged, decide.merge, [one], three)
    refused(AlreadyMerged, decide.merge, [two], one)
    refused(AlreadyMerged, decide.merge, [one], two)
    decide.reject([three], by=editor())
    assert "Accept" in refused(RejectedSurvivor, decide.merge, [two], three)


def test_the_same_loser_twice_is_one_decision():
    report("A One", "B Two")

    made = decide.merge([person("A One")] * 2, person("B Two"), by=editor())

    assert len(made) == 1


def test_different_blocks_merges_through_others():
    report("A One", "B Two", "C Three")
    one, two, three = person("A One"), person("B Two"), person("C Three")
    decide.different(one, three, by=editor("bob"))
    decide.merge([one], two, by=editor())

    said = refused(KeptApart, decide.merge, [two], three)

    assert "bob ruled that A One and C Three are different" in said


def test_different_pairs_are_ruled_once():
    report("A One", "B Two", "C Three", countries=["FR"])
    one, two, three = person("A One"), person("B Two"), person("C Three")
    decide.different(one, two, by=editor())

    assert len(decide.different(one, two, three, by=editor())) == 2
    refused(NothingToDecide, decide.different, two, one)
    refused(SelfReference, decide.different, one, one)
    refused(KindMismatch, decide.different, one, country("FR"))
    refused(NothingToDecide, decide.different, one)


def test_alias_takes_the_mentions_that_nobody_had():
    article = report("Antony Blinken", "Blinken")
    blinken = person("Antony Blinken")
    assert article.mentions.filter(entity=None).count() == 1

    decide.add_alias(blinken, "Blinken", by=editor(), kind="nickname")

    assert article.mentions.filter(entity=None).count() == 0
    assert article.entity_rows.get().mention_count == 2
    assert blinken.aliases.get(text="Blinken").kind == "nickname"
    assert IndexTask.objects.filter(article_id=article.pk, kind="entities").exists()


def test_bad_aliases_are_refused():
    report("A One", "B Two")
    one = person("A One")

    assert "B Two" in refused(NameTaken, decide.add_alias, one, "b. two")
    refused(NothingToDecide, decide.add_alias, one, "A ONE")
    refused(BadName, decide.add_alias, one, "")


def test_alias_of_a_merged_one_may_be_given_to_the_survivor():
    report("A One", "B Two")
    one, two = person("A One"), person("B Two")
    decide.merge([one], two, by=editor())

    decide.add_alias(two, "A One", by=editor())

    assert names_of(two) == ["A One", "A One", "B Two"]


def test_alias_within_one_article_or_source():
    here, there, other = report("Lee"), report("Lee"), report("Ann Lee", "Lee", source="Other")
    ann = person("Ann Lee")

    decide.add_alias(ann, "Lee", by=editor(), within=here)
    assert [people_of(article) for article in (here, there)] == [["Ann Lee"], []]

    decide.add_alias(ann, "Lee", by=editor(), within=there.source)
    assert people_of(there) == ["Ann Lee"]
    assert other.entity_rows.get().mention_count == 1


def test_removed_name_loses_its_mentions():
    article = report("Ann Lee")
    ann = person("Ann Lee")
    decide.rename(ann, "Anna Lee", by=editor())

    decide.remove_alias(ann, "ann lee", by=editor())

    assert people_of(article) == []
    assert names_of(ann) == ["Anna Lee"]


def test_removing_what_is_not_a_name_is_refused():
    report("Ann Lee")

    assert "Rename" in refused(NoSuchAlias, decide.remove_alias, person("Ann Lee"), "Ann Lee")
    refused(NoSuchAlias, decide.remove_alias, person("Ann Lee"), "Bob Lee")


def test_removed_alias_of_an_editor_can_be_given_again():
    report("Ann Lee")
    ann = person("Ann Lee")
    decide.add_alias(ann, "Annie", by=editor())
    decide.remove_alias(ann, "Annie", by=editor())

    decide.add_alias(ann, "Annie", by=editor())

    assert names_of(ann) == ["Ann Lee", "Annie"]


def test_rename_keeps_address_old_name_and_articles():
    article = report("J Smith")
    smith = person("J Smith")

    decide.rename(smith, "John Smith", by=editor())

    smith.refresh_from_db()
    assert (smith.name, smith.sort_name, smith.slug) == ("John Smith", "Smith, John", "j-smith")
    assert smith.sort_key == "smith  john"
    assert names_of(smith) == ["J Smith", "John Smith"]
    assert people_of(article) == ["John Smith"]
    assert people_of(report("John Smith")) == ["John Smith"]


def test_countries_are_renamed_too():
    report(countries=["TR"])
    turkey = country("TR")

    decide.rename(turkey, "The Republic", by=editor())

    turkey.refresh_from_db()
    assert (turkey.sort_name, turkey.slug, turkey.article_count) == ("The Republic", "TR", 1)


def test_bad_renames_are_refused():
    report("A One", "B Two")

    refused(NothingToDecide, decide.rename, person("A One"), "A One")
    refused(NameTaken, decide.rename, person("A One"), "B Two")
    refused(BadName, decide.rename, person("A One"), "A\u202eOne")


def test_levels_follow_editors_and_then_the_data():
    report("A One")
    report("A One", "B Two")
    one = person("A One")

    def level():
        return Entity.objects.get(pk=one.pk).level

    assert level() == "established"
    decide.confirm([one], by=editor())
    assert level() == "confirmed"
    decide.reject([one], by=editor())
    assert level() == "rejected"
    report("A One")
    assert level() == "rejected"
    decide.unreject([one], by=editor())
    assert level() == "established"


def test_ruling_twice_is_refused():
    report("A One", "B Two")
    one, two = person("A One"), person("B Two")
    decide.reject([one], by=editor())

    assert "rejected already" in refused(NothingToDecide, decide.reject, [one])
    assert [row.subject for row in decide.reject([one, two, two], by=editor())] == [two]
    assert "accepted already" in refused(NothingToDecide, decide.unreject, [country("FR")])
    decide.confirm([country("FR")], by=editor())
    refused(NothingToDecide, decide.confirm, [country("FR")])


def test_rejected_in_one_article_only():
    here, there = report("Joe Biden", "Joseph Biden"), report("Joe Biden")
    joe = person("Joe Biden")
    decide.merge([person("Joseph Biden")], joe, by=editor())

    decide.reject([joe], by=editor(), within=here)

    assert (people_of(here), people_of(there)) == ([], ["Joe Biden"])
    assert person("Joe Biden").article_count == 1
    refused(NothingToDecide, decide.reject, [joe], within=here)
    decide.unreject([joe], by=editor(), within=here)
    assert people_of(here) == ["Joe Biden"]


def test_rejected_in_one_source_only():
    here, there = report(countries=["GE"], source="Atlanta Daily"), report(countries=["GE"])

    decide.reject([country("GE")], by=editor(), within=here.source)

    assert (here.entity_rows.count(), there.entity_rows.count()) == (0, 1)


def test_every_error_has_a_sentence():
    report("A One")

    for error in CurationError.__subclasses__():
        assert error.__doc__
    assert refused(SelfReference, decide.merge, [person("A One")], person("A One")).endswith(".")
