"""The queue of possible duplicates: one cluster at a time, decided by a button or a key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.admin.access import curator
from articles.admin.history import RELATED, holds
from articles.curation import decide
from articles.curation.apart import cluster
from articles.curation.errors import CurationError, NothingToDecide, StalePreview
from articles.curation.preview import Sample, as_previewed, fingerprint, samples
from articles.curation.revert import revert
from articles.curation.suggest import RULED, clusters, decided_today, put_off, waiting_count
from articles.curation.wording import group_sentence, sentence
from articles.forms import row_number
from articles.models import Alias, Decision, Entity

if TYPE_CHECKING:
    from collections.abc import Callable

TEMPLATE = "admin/curation/queue.html"
LISTED = 6
MOST_SKIPPED = 200
MOST_LOOKED_BACK = 200
MOST_NAMES = 6
OK, BAD_REQUEST, CONFLICT = 200, 400, 409


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person of a cluster as the page shows it."""

    person: Entity
    names: tuple[str, ...]
    sample: Sample | None


@require_http_methods(["GET", "HEAD", "POST"])
def queue(request: HttpRequest) -> HttpResponse:
    """Show the first cluster that waits; a POST decides about the one that was shown."""
    user = curator(request)
    if request.method != "POST":
        return _page(request)
    press = _PRESSES.get(request.POST.get("press", ""))
    try:
        if press is None:
            raise NothingToDecide(_("Press one of the buttons."))
        messages.success(request, press(request, user))
    except CurationError as error:
        messages.error(request, str(error))
        return _page(request, CONFLICT if isinstance(error, StalePreview) else BAD_REQUEST)
    return HttpResponseRedirect(_address(_numbers(request, "skip")))


def _same(request: HttpRequest, user: User) -> str:
    people = _chosen(request)
    into = request.POST.get("into", str(people[0].pk))
    survivor = next((person for person in people if str(person.pk) == into), None)
    if survivor is None:
        raise NothingToDecide(_("Tick the one whose name stays, too."))
    with as_previewed(_numbers(request, "shown"), request.POST.get("fingerprint", "")):
        made = decide.merge([one for one in people if one != survivor], survivor, by=user)
    return f"{group_sentence(made)}."


def _different(request: HttpRequest, user: User) -> str:
    with as_previewed(_numbers(request, "shown"), request.POST.get("fingerprint", "")):
        made = decide.different(*_chosen(request), by=user)
    return f"{group_sentence(made)}."


def _unsure(request: HttpRequest, _user: User) -> str:
    put_off(_numbers(request, "shown"))
    return _("These wait behind all others now.")


def _undo(_request: HttpRequest, user: User) -> str:
    """Undo what this user last decided about who is who; a split is undone elsewhere."""
    splits = Decision.objects.filter(actor=user, kind=Decision.Kind.SPLIT)
    rulings = Decision.objects.filter(actor=user, kind__in=RULED)
    own = rulings.exclude(group__in=splits.values("group")).select_related(*RELATED)
    last = next((row for row in own.order_by("-id")[:MOST_LOOKED_BACK] if holds(row)), None)
    if last is None:
        raise NothingToDecide(_("You have decided nothing that could be undone."))
    revert(Decision.objects.filter(group=last.group, kind__in=RULED), by=user)
    return _("Undone: %(said)s.") % {"said": sentence(last)}


_PRESSES: dict[str, Callable[[HttpRequest, User], str]] = {
    "same": _same,
    "different": _different,
    "unsure": _unsure,
    "undo": _undo,
}


def _chosen(request: HttpRequest) -> list[Entity]:
    """Return the people ticked, among those shown, those in most articles first."""
    ticked = set(_numbers(request, "id")) & set(_numbers(request, "shown"))
    people = Entity.objects.filter(kind=Entity.Kind.PERSON, id__in=ticked)
    found = list(people.order_by("-article_count", "id"))
    if len(found) < 2:  # noqa: PLR2004
        raise NothingToDecide(_("Tick at least two of them."))
    return found


def _numbers(request: HttpRequest, name: str) -> list[int]:
    asked = request.POST if request.method == "POST" else request.GET
    listed = asked.getlist(name)[-MOST_SKIPPED:]
    return [id_ for text in listed if (id_ := row_number(text)) is not None]


def _page(request: HttpRequest, status: int = OK) -> HttpResponse:
    skipped = _numbers(request, "skip")
    waits = clusters(LISTED, skipped)
    first = waits[0] if waits else None
    context = {
        **admin.site.each_context(request),
        "title": _("Possible duplicates"),
        "cluster": first,
        "candidates": [_candidate(person) for person in first.people] if first else [],
        "fingerprint": fingerprint(first.ids) if first else "",
        "later": waits[1:],
        "waiting": waiting_count(),
        "decided": decided_today(),
        "skipped": skipped,
        "skip": _address([*skipped, *first.ids]) if first else "",
        "again": _address([]),
        "opts": Entity._meta,  # noqa: SLF001  Django's documented, oddly named API.
    }
    return render(request, TEMPLATE, context, status=status)


def _candidate(person: Entity) -> Candidate:
    aliases = Alias.objects.filter(entity__root=person).exclude(text=person.name)
    names = dict.fromkeys(aliases.order_by("text").values_list("text", flat=True)[:MOST_NAMES])
    sample = next(samples(cluster([person.pk]), most=1), None)
    return Candidate(person, tuple(names), sample)


def _address(skipped: Sequence[int]) -> str:
    address = reverse("admin:articles_person_duplicates")
    return f"{address}?{urlencode([('skip', id_) for id_ in skipped])}" if skipped else address
