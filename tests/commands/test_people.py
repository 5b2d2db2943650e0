import io

import pytest
from django.core.management import CommandError, call_command

from articles.curation import decide
from articles.curation.replay import differences
from articles.curation.revert import revert
from articles.models import Alias, Decision
from tests.curation.world import editor, person, picture, report
from tests.factories import make_user

pytestmark = pytest.mark.django_db
HEADING = "key\tid\tkind\tvariant"


@pytest.fixture(autouse=True)
def librarian():
    make_user("lib", group="Librarian")


def export():
    out = io.StringIO()
    call_command("people", "export", stdout=out)
    return out.getvalue()


def bring_in(folder, *rows):
    file = folder / "people.tsv"
    lines = ["\t".join(row) for row in rows]
    file.write_text("\n".join([HEADING, *lines]), encoding="utf-8")
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("people", "import", str(file), "--by", "lib", stdout=out, stderr=err)
    except CommandError as error:
        err.write(str(error))
    return out.getvalue().strip(), err.getvalue()


@pytest.fixture
def people():
    report("Ada One", "Bea Two")
    return person("Ada One"), person("Bea Two")


def test_each_name_is_a_row(people):
    one, two = people
    decide.merge([two], one, by=editor())
    decide.add_alias(one, "Addie", by=editor(), kind="nickname")

    rows = [line.split("\t") for line in export().splitlines()]

    assert rows[0] == ["key", "id", "kind", "variant"]
    assert rows[1] == [one.slug, str(one.pk), "name", "Ada One"]
    assert sorted(row[2:] for row in rows[2:]) == [["nickname", "Addie"], ["spelling", "Bea Two"]]


def test_rejected_people_are_left_out(people):
    decide.reject([people[0]], by=editor())

    assert "Ada" not in export()


def test_names_come_in_as_one_group_that_can_be_undone(people, tmp_path):
    before = picture()

    out, err = bring_in(
        tmp_path, ("ada-one", "", "nickname", "Addie"), ("bea-two", "", "name", "Béa Zwei")
    )

    assert (out, err) == ("2 names were new, 0 known.", "")
    assert set(Alias.objects.filter(origin="editor").values_list("text", "kind")) == {
        ("Addie", "nickname"),
        ("Béa Zwei", "spelling"),
    }
    assert len(set(Decision.objects.values_list("group", flat=True))) == 1
    assert not differences()
    revert(Decision.objects.all(), by=editor())
    assert picture() == before


def test_bringing_in_what_was_taken_out_changes_nothing(people, tmp_path):
    decide.add_alias(people[0], "Addie", by=editor(), kind="nickname")
    decide.merge([people[1]], people[0], by=editor())
    count = Decision.objects.count()

    rows = [line.split("\t") for line in export().splitlines()[1:]]
    out, err = bring_in(tmp_path, *rows)

    assert (out, err) == (f"0 names were new, {len(rows)} known.", "")
    assert Decision.objects.count() == count


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("nobody", "", "name", "No Body"), "nobody here has the key “nobody”"),
        (("ada-one", "", "pen", "A. One"), "“pen” is no kind of name"),
        (("ada-one", "", "spelling"), "it has 3 columns instead of 4"),
        (("ada-one", "", "spelling", "Bea Two"), "“Bea Two” is a name of somebody else"),
        (
            ("ada-one", "", "spelling", "A\u202eB"),
            "The name has an invisible or control character (U+202E)",
        ),
        (("ada-one", "", "spelling", "x" * 10_000), "A name has at most 200 characters"),
        (("ada-one", "", "spelling", "…"), "A name needs at least one letter"),
    ],
)
def test_a_row_that_cannot_be_followed_is_named(people, tmp_path, row, reason):
    out, err = bring_in(tmp_path, row, ("ada-one", "", "nickname", "Addie"))

    assert out == "1 names were new, 0 known."
    assert f"Row 1: {reason}" in err
    assert "1 rows were left out" in err


def test_of_two_people_with_one_new_name_the_first_has_it(people, tmp_path):
    out, err = bring_in(
        tmp_path, ("ada-one", "", "nickname", "Addie"), ("bea-two", "", "nickname", "Addie")
    )

    assert out == "1 names were new, 0 known."
    assert "Row 2: “Addie” is a name of somebody else" in err
    assert not differences()


def test_names_of_merged_people_go_to_the_survivor(people, tmp_path):
    decide.merge([people[1]], people[0], by=editor())

    bring_in(tmp_path, ("bea-two", "", "nickname", "Addie"))

    assert Alias.objects.get(text="Addie").entity == people[0]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--by", "nobody"], "no account nobody that may decide"),
        (["--by", "lib"], "needs the heading key, id, kind, variant"),
    ],
)
def test_a_wrong_file_or_account_is_said(tmp_path, arguments, reason):
    (tmp_path / "x.tsv").write_text("a,b\n")

    with pytest.raises(CommandError, match=reason):
        call_command("people", "import", str(tmp_path / "x.tsv"), *arguments)
