import pytest

from articles.curation import decide
from articles.curation.errors import (
    BadSelection,
    DependedOn,
    KindMismatch,
    NothingToDecide,
    RejectedSurvivor,
    SelfReference,
)
from articles.curation.placing import Words, pin, split, unpin
from articles.curation.replay import replay
from articles.curation.revert import revert
from articles.curation.wording import sentence
from articles.models import Decision, Entity, IndexTask
from tests.curation.world import country, editor, people_of, person, picture, report

pytestmark = pytest.mark.django_db


def words(article, text, field="body"):
    start = getattr(article, field).index(text)
    return Words(field, start, start + len(text))


def row(article, name):
    return article.entity_rows.get(entity__name=name)


def refused(error, act):
    before = picture(), Decision.objects.count()
    with pytest.raises(error) as raised:
        act()
    assert (picture(), Decision.objects.count()) == before
    return str(raised.value)


def test_somebody_the_machine_missed_is_added():
    report("Joe Biden")
    article = report("Kamala Harris")

    pin(person("Joe Biden"), article, by=editor())

    assert people_of(article) == ["Joe Biden", "Kamala Harris"]
    assert IndexTask.objects.filter(article_id=article.pk, kind="entities").exists()


def test_selected_words_count_as_a_mention():
    report("Joe Biden")
    article = report("Kamala Harris", countries=["the old man"])

    pin(person("Joe Biden"), article, by=editor(), words=words(article, "the old man"))

    added = row(article, "Joe Biden")
    assert (added.mention_count, added.first_position > 0, added.main) == (1, True, True)


def test_selected_words_mean_somebody_else_than_the_machine_thought():
    report("Michael Jordan")
    article = report("Kamala Harris", countries=["JO"])

    (made,) = pin(person("Michael Jordan"), article, by=editor(), words=words(article, "JO"))

    assert people_of(article) == ["Kamala Harris", "Michael Jordan"]
    assert not article.entity_rows.filter(entity=country("JO")).exists()
    assert article.mentions.get(surface="JO").entity == person("Michael Jordan")
    assert sentence(made) == f"“JO” means Michael Jordan in article {article.pk}"


def test_words_that_the_text_no_longer_has_mean_nothing():
    report("Joe Biden")
    article = report("Kamala Harris")
    pin(person("Joe Biden"), article, by=editor(), words=words(article, "Report", "headline"))
    article.headline = "Another headline"
    article.save()

    replay()

    assert row(article, "Joe Biden").mention_count == 0


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 2), (0, 10_000), (-1, 3)])
def test_a_selection_must_be_in_the_text(start, end):
    article = report("Joe Biden")

    message = refused(
        BadSelection,
        lambda: pin(person("Joe Biden"), article, by=editor(), words=Words("body", start, end)),
    )
    assert "again" in message


def test_nobody_is_added_twice():
    article = report("Joe Biden")

    refused(NothingToDecide, lambda: pin(person("Joe Biden"), article, by=editor()))


def test_somebody_is_taken_out_of_one_article_with_all_merged_names():
    article, other = report("Joe Biden", "Joseph Biden"), report("Joe Biden")
    joe = person("Joe Biden")
    decide.merge([person("Joseph Biden")], joe, by=editor())

    unpin(joe, article, by=editor())

    assert (people_of(article), people_of(other)) == ([], ["Joe Biden"])
    refused(NothingToDecide, lambda: unpin(joe, article, by=editor()))


def test_added_again_after_being_taken_out():
    article = report("Joe Biden")
    joe = person("Joe Biden")
    unpin(joe, article, by=editor())

    pin(joe, article, by=editor())

    assert row(article, "Joe Biden").mention_count == 1


def test_articles_are_split_off_to_a_new_person_of_the_same_name():
    first, second = report("John Smith"), report("John Smith")
    old = person("John Smith")

    split(old, [second], "John Smith", by=editor(), reason="another one")

    new = second.entity_rows.get().entity
    assert first.entity_rows.get().entity == old
    assert (new.name, new.slug, new.root, new.article_count) == (
        "John Smith",
        "john-smith-2",
        new,
        1,
    )
    assert {one.kind for one in Decision.objects.all()} == {"different", "split"}


def test_later_articles_still_mean_the_older_person():
    report("John Smith")
    second = report("John Smith")
    old = person("John Smith")
    split(old, [second], "John Smith", by=editor())

    assert report("John Smith").entity_rows.get().entity == old
    replay()
    assert second.entity_rows.get().entity.slug == "john-smith-2"


def test_single_mentions_are_split_off_to_somebody_known():
    report("Bill Clinton")
    article = report("Hillary Clinton", "H. Clinton", "Hillary Clinton")
    hillary, bill = person("Hillary Clinton"), person("Bill Clinton")
    mention = article.mentions.filter(entity=hillary).last()

    split(hillary, [mention], bill, by=editor())

    assert row(article, "Bill Clinton").mention_count == 1
    assert row(article, "Hillary Clinton").mention_count == 1


def test_split_there_and_back():
    article = report("A One", "B Two")
    other = report("A One")
    one, two = person("A One"), person("B Two")
    split(one, [other], two, by=editor())

    split(two, [other], one, by=editor())

    assert (people_of(article), people_of(other)) == (["A One", "B Two"], ["A One"])


def test_the_second_of_several_mergers_is_split_with_its_own_names():
    article = report("Joe Biden", "Joseph Biden")
    report("Joe Biden")
    report("Hunter Biden")
    decide.merge([person("Joseph Biden")], person("Joe Biden"), by=editor())

    split(person("Joe Biden"), [article], person("Hunter Biden"), by=editor())

    assert people_of(article) == ["Hunter Biden"]


@pytest.mark.parametrize("undone_twice", [False, True])
def test_undoing_a_split_leaves_only_an_empty_person(undone_twice):
    first, second = report("John Smith"), report("John Smith")
    old = person("John Smith")
    made = split(old, [second], "John Smith", by=editor())

    undone = revert(made, by=editor())
    if undone_twice:
        revert(undone, by=editor())

    new = Entity.objects.get(slug="john-smith-2")
    assert new.article_count == int(undone_twice)
    assert first.entity_rows.get().entity == old
    assert second.entity_rows.get().entity == (new if undone_twice else old)


def test_what_names_the_new_person_rests_on_the_split():
    report("John Smith")
    made = split(person("John Smith"), [report("John Smith")], "John Smith", by=editor())
    new = Entity.objects.get(slug="john-smith-2")
    decide.rename(new, "Jack Smith", by=editor())

    with pytest.raises(DependedOn, match="Jack Smith"):
        revert(made, by=editor())


def test_splits_that_make_no_sense_are_refused():
    article = report("A One", "B Two", countries=["FR"])
    one, two = person("A One"), person("B Two")
    report("B Two")

    assert "itself" in refused(SelfReference, lambda: split(one, [article], one, by=editor()))
    refused(KindMismatch, lambda: split(one, [article], country("FR"), by=editor()))
    refused(KindMismatch, lambda: split(country("FR"), [article], "France", by=editor()))
    assert "Rename" in refused(NothingToDecide, lambda: split(one, [article], "A", by=editor()))
    refused(NothingToDecide, lambda: split(one, [], two, by=editor()))
    decide.reject([two], by=editor())
    refused(RejectedSurvivor, lambda: split(one, [article], two, by=editor()))
