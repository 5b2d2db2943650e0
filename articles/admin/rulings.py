"""The decisions that staff can make on people and countries, one row each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from django import forms
from django.contrib.auth.models import User

from articles.curation import decide
from articles.curation.naming import MAX_NAME
from articles.models import Alias, Decision, Entity

MOST = 500

Cleaned: TypeAlias = Mapping[str, Any]
Maker: TypeAlias = Callable[[Sequence[Entity], Cleaned, User], list[Decision]]


class ReasonForm(forms.Form):
    reason = forms.CharField(
        max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class RenameForm(ReasonForm):
    name = forms.CharField(label="New name", max_length=MAX_NAME, strip=False)
    field_order = ("name", "reason")


class AliasForm(forms.Form):
    name = forms.CharField(label="Another name", max_length=MAX_NAME, strip=False)
    kind = forms.ChoiceField(choices=Alias.Kind, initial=Alias.Kind.SPELLING)


class RemovalForm(ReasonForm):
    name = forms.CharField(label="Name to remove", max_length=MAX_NAME, strip=False)
    field_order = ("name", "reason")


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the confirmation page says, asks and does. ``least`` and ``most`` entities are named."""

    title: str
    button: str
    make: Maker
    form: type[forms.Form] = ReasonForm
    least: int = 1
    most: int = MOST


def _merge(entities: Sequence[Entity], cleaned: Cleaned, by: User) -> list[Decision]:
    *losers, survivor = entities
    return decide.merge(losers, survivor, by=by, reason=cleaned["reason"])


def _different(entities: Sequence[Entity], cleaned: Cleaned, by: User) -> list[Decision]:
    return decide.different(*entities, by=by, reason=cleaned["reason"])


def _reject(entities: Sequence[Entity], cleaned: Cleaned, by: User) -> list[Decision]:
    return decide.reject(entities, by=by, reason=cleaned["reason"])


def _unreject(entities: Sequence[Entity], cleaned: Cleaned, by: User) -> list[Decision]:
    return decide.unreject(entities, by=by, reason=cleaned["reason"])


def _confirm(entities: Sequence[Entity], cleaned: Cleaned, by: User) -> list[Decision]:
    return decide.confirm(entities, by=by, reason=cleaned["reason"])


def _rename(entities: Sequence[Entity], cleaned: Cleaned, by: User) -> list[Decision]:
    return decide.rename(entities[0], cleaned["name"], by=by, reason=cleaned["reason"])


def _alias(entities: Sequence[Entity], cleaned: Cleaned, by: User) -> list[Decision]:
    return decide.add_alias(entities[0], cleaned["name"], by=by, kind=cleaned["kind"])


def _unalias(entities: Sequence[Entity], cleaned: Cleaned, by: User) -> list[Decision]:
    return decide.remove_alias(entities[0], cleaned["name"], by=by, reason=cleaned["reason"])


RULINGS = {
    "merge": Ruling("Merge", "Merge", _merge, least=2),
    "different": Ruling("Mark as different", "Mark as different", _different, least=2, most=20),
    "reject": Ruling("Reject", "Reject", _reject),
    "accept": Ruling("Accept again", "Accept again", _unreject),
    "confirm": Ruling("Confirm", "Confirm", _confirm),
    "rename": Ruling("Rename", "Rename", _rename, RenameForm, most=1),
    "alias": Ruling("Add another name", "Add name", _alias, AliasForm, most=1),
    "unalias": Ruling("Remove a name", "Remove name", _unalias, RemovalForm, most=1),
}
