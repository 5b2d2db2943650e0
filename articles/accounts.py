"""Accounts of the people who use the archive, their groups and passwords."""

import secrets
from dataclasses import dataclass

from django.contrib.auth.models import Group, User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

GROUPS = ("Reader", "Curator", "Librarian", "Administrator")
FIRST_NAMES = ("admin", "editor")
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class AccountError(Exception):
    """The account cannot be made or changed; the message says why."""


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account just made. The password is known here only; the database keeps its hash."""

    name: str
    password: str


def random_password() -> str:
    """Return a password of 79 random bits in four groups that can be read out and typed."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def add_account(name: str, group: str, password: str) -> User:
    """Make an account in one of ``GROUPS``; all but readers may enter the staff's screens.

    Raises ``AccountError`` for a name that is taken or unusable and for a weak password.
    """
    if User.objects.filter(username__iexact=name).exists():
        raise AccountError(f"There is an account named {name} already.")
    user = User(username=name, is_staff=group != "Reader", is_superuser=group == "Administrator")
    try:
        user.clean_fields(exclude=["password"])
    except ValidationError as error:
        raise AccountError(" ".join(error.messages)) from error
    _set_password(user, password)
    with transaction.atomic():
        user.save()
        user.groups.add(Group.objects.get_or_create(name=group)[0])
    return user


def change_password(name: str, password: str) -> None:
    """Give an account another password, which ends its sessions; raises ``AccountError``."""
    user = User.objects.filter(username=name).first()
    if user is None:
        raise AccountError(f"There is no account named {name}.")
    _set_password(user, password)
    user.save(update_fields=["password"])


def _set_password(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise AccountError(" ".join(error.messages)) from error
    user.set_password(password)


def staff_name() -> str | None:
    """Return the first account that may enter the staff's screens, administrators first."""
    staff = User.objects.filter(is_staff=True, is_active=True).order_by("-is_superuser", "id")
    return staff.values_list("username", flat=True).first()


def add_first_account() -> NewAccount:
    """Make an administrator with a random password, under the first of ``FIRST_NAMES`` free."""
    taken = set(User.objects.filter(username__in=FIRST_NAMES).values_list("username", flat=True))
    name = next(
        (name for name in FIRST_NAMES if name not in taken), f"admin-{secrets.token_hex(2)}"
    )
    account = NewAccount(name, random_password())
    add_account(account.name, "Administrator", account.password)
    return account
