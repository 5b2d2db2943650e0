import io
import re
import sys

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command

from articles import accounts

pytestmark = pytest.mark.django_db
GOOD = "correct horse battery"


def user(*arguments) -> str:
    out = io.StringIO()
    call_command("user", *arguments, stdout=out)
    return out.getvalue()


def refusal(*arguments) -> str:
    with pytest.raises(CommandError) as caught:
        user(*arguments)
    return str(caught.value)


@pytest.fixture
def typed(monkeypatch):
    return lambda text: monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def test_add_prints_a_password_that_works():
    said = user("add", "ann")

    password = re.search(r"shown only now: (\S+)", said)[1]
    assert User.objects.get(username="ann").check_password(password)
    assert password not in User.objects.get(username="ann").password


@pytest.mark.parametrize(
    ("group", "is_staff", "is_superuser"),
    [("Reader", False, False), ("Curator", True, False), ("Librarian", True, False),
     ("Administrator", True, True)],
)  # fmt: skip
def test_group_decides_what_one_may(group, is_staff, is_superuser):
    user("add", "ann", "--group", group)

    ann = User.objects.get(username="ann")
    assert (ann.is_staff, ann.is_superuser) == (is_staff, is_superuser)
    assert [g.name for g in ann.groups.all()] == [group]


def test_a_librarian_ingests_and_edits_and_a_curator_decides():
    user("add", "lib", "--group", "Librarian")
    user("add", "cur", "--group", "Curator")
    librarian, curator = User.objects.get(username="lib"), User.objects.get(username="cur")

    assert librarian.has_perms(["articles.add_import", "articles.change_article"])
    assert curator.has_perms(["articles.change_entity", "articles.add_decision"])
    assert not curator.has_perm("articles.add_import")


def test_without_a_group_one_reads():
    user("add", "ann")

    assert not User.objects.get(username="ann").is_staff


def test_password_from_standard_input_is_not_printed(typed):
    typed(f"{GOOD}\n")

    assert GOOD not in user("add", "ann", "--password-stdin")
    assert User.objects.get(username="ann").check_password(GOOD)


def test_password_replaces_the_old_one(typed):
    user("add", "ann")
    typed(GOOD)

    assert user("password", "ann", "--password-stdin") == "The password of ann is changed.\n"
    assert User.objects.get(username="ann").check_password(GOOD)


def test_a_taken_name_is_refused_in_any_case():
    user("add", "ann")

    assert refusal("add", "Ann") == "There is an account named Ann already."


def test_an_impossible_name_is_refused():
    assert "valid username" in refusal("add", "ann smith!")


def test_an_unknown_name_has_no_password():
    assert refusal("password", "bob") == "There is no account named bob."


def test_a_weak_password_is_refused(typed):
    typed("12345\n")

    assert "too short" in refusal("add", "ann", "--password-stdin")
    assert not User.objects.exists()


def test_no_password_on_standard_input_is_refused(typed):
    typed("\n")

    assert refusal("add", "ann", "--password-stdin") == "No password came from standard input."


def test_an_unknown_group_is_refused():
    assert "invalid choice" in refusal("add", "ann", "--group", "Boss")


def test_every_group_is_there_after_migrating():
    assert set(Group.objects.values_list("name", flat=True)) == set(accounts.GROUPS)


def test_first_account_takes_a_free_name():
    names = [accounts.add_first_account().name for _ in range(3)]

    assert names[:2] == ["admin", "editor"]
    assert names[2].startswith("admin-")


def test_staff_name_prefers_administrators():
    assert accounts.staff_name() is None

    user("add", "cur", "--group", "Curator")
    user("add", "boss", "--group", "Administrator")

    assert accounts.staff_name() == "boss"


def test_random_passwords_differ_and_can_be_read_out():
    passwords = {accounts.random_password() for _ in range(50)}

    assert len(passwords) == 50
    assert all(
        re.fullmatch(r"([a-hj-km-np-z2-9]{4}-){3}[a-hj-km-np-z2-9]{4}", p) for p in passwords
    )
