import pytest

from articles.curation import decide
from articles.curation.errors import StalePreview
from articles.curation.preview import as_previewed, fingerprint, preview, preview_merge
from articles.models import Decision
from tests.curation.world import editor, person, report

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    for _ in range(5):
        report("A One", "B Two")
    report("C Three", "B Two")
    return [person("A One"), person("B Two"), person("C Three")]


def prints(people):
    return fingerprint([entity.pk for entity in people])


def test_preview_of_a_merge_says_what_it_touches(people):
    one, two, three = people

    shown = preview_merge([one, three], two)

    assert (shown.articles, shown.mentions, shown.conflicts) == (6, 6, ())
    assert shown.gained == ("A One", "C Three")
    assert [sample.surface for sample in shown.samples] == ["C Three", "A One", "A One"]
    assert shown.samples[1].before == ""
    assert shown.samples[1].after == " and B Two"
    assert set(shown.entities) == set(people)


def test_preview_names_what_stands_in_the_way(people):
    one, two, three = people
    decide.different(one, two, by=editor())
    decide.merge([three], two, by=editor())

    (apart,) = preview_merge([one], two).conflicts
    merged, *_ = preview_merge([three], one).conflicts

    assert "are different" in apart
    assert "merged with B Two already" in merged


def test_preview_of_other_rulings_counts_members_too(people):
    one, two, _ = people
    decide.merge([one], two, by=editor())

    shown = preview([two])

    assert (shown.articles, shown.mentions, shown.conflicts) == (6, 11, ())


def test_new_articles_leave_a_preview_fresh(people):
    seen = prints(people[:1])
    report("A One", "D Four")

    assert prints(people[:1]) == seen


@pytest.mark.parametrize(
    "act",
    [
        lambda one, _: decide.confirm([one], by=editor()),
        lambda one, _: decide.rename(one, "Alpha", by=editor()),
        lambda one, _: decide.add_alias(one, "Uno", by=editor()),
        lambda one, other: decide.merge([other], one, by=editor()),
        lambda one, other: decide.different(other, one, by=editor()),
    ],
)
def test_any_ruling_makes_it_stale(people, act):
    seen = prints(people[:1])
    act(*people[:2])

    assert prints(people[:1]) != seen
    with pytest.raises(StalePreview), as_previewed([people[0].pk], seen):
        pytest.fail("decided on a stale preview")


def test_deciding_as_previewed(people):
    with as_previewed([people[0].pk], prints(people[:1])):
        decide.confirm(people[:1], by=editor())

    assert Decision.objects.get().subject == people[0]
