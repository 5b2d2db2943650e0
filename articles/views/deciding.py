"""Who is in one article, as curators say it: taken out, taken for somebody else, added."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.curation.errors import BadSelection, CurationError, NothingToDecide
from articles.curation.placing import Words, pin, split, unpin
from articles.curation.revert import revert
from articles.curation.rulings import in_force
from articles.curation.wording import group_sentence
from articles.extraction.names import is_full_name, normalise_name
from articles.forms import row_number
from articles.htmx import render_page
from articles.models import Alias, Article, Decision, Entity
from articles.search.service import audience_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from django.contrib.auth.models import User
    from django.http import HttpRequest, HttpResponse

DECIDE = "articles.change_entity"
MOST_REASON = 1000


@login_required
@permission_required(DECIDE, raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def deciding(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who is in the article with what can be decided about each; a POST decides."""
    article = get_object_or_404(Article.objects.select_related("source"), pk=pk)
    if audience_of(request.user) != "staff" and not article.is_visible():
        raise Http404
    if request.method != "POST":
        return _page(request, article)
    try:
        made = _decide(request, article)
    except CurationError as error:
        return _page(request, article, refusal=str(error), status=400)
    messages.success(request, _said(article, made))
    return redirect(article)


def _said(article: Article, made: Sequence[Decision]) -> str:
    """Return what was decided, with the way to its undo unless it was one."""
    said = f"{group_sentence(made)}."
    if made[0].kind == Decision.Kind.REVERT:
        return said
    address = f"{reverse('deciding', args=[article.pk])}#decided"
    return format_html('{} <a href="{}">{}</a>', said, address, _("Undo…"))


def _page(
    request: HttpRequest, article: Article, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    rows = Entity.objects.filter(article_rows__article=article).select_related("root")
    present = {row.root for row in rows if row.root and row.root.level != Entity.Level.REJECTED}
    context = {
        "article": article,
        "present": sorted(present, key=lambda one: (one.kind != "person", one.sort_key)),
        "groups": [(made[0], group_sentence(made)) for made in _groups(article)],
        "refusal": refusal,
        "given": request.POST if request.POST.get("press") == "add" else {},
    }
    return render_page(request, "articles/deciding.html", context, status=status)


def _groups(article: Article) -> list[list[Decision]]:
    """Return what was decided about the article and holds, by what was decided in one go."""
    here = Decision.objects.filter(scope_article=article).values("group")
    reverts = Decision.objects.filter(reverts__group__in=here)
    log = Decision.objects.filter(group__in=here) | reverts
    related = log.select_related("subject", "object", "scope_source").order_by("id")
    groups: dict[UUID, list[Decision]] = defaultdict(list)
    for row in in_force(related):
        groups[row.group].append(row)
    return list(reversed(groups.values()))


def _decide(request: HttpRequest, article: Article) -> list[Decision]:
    by, given = cast("User", request.user), request.POST
    reason = given.get("reason", "")[:MOST_REASON]
    press = given.get("press")
    if press == "add":
        someone = _someone(given.get("kind", ""), given.get("name", ""))
        if isinstance(someone, str):
            raise NothingToDecide(_("Nobody in the archive is called “%s”.") % someone)
        words = _words(article, given.get("words", ""))
        return pin(someone, article, by=by, reason=reason, words=words)
    if press == "undo":
        chosen = [made for made in _groups(article) if str(made[0].group) == given.get("group")]
        return revert(chosen[0] if chosen else [], by=by, reason=reason)
    entity = _asked(given.get("entity", ""))
    if press == "remove":
        return unpin(entity, article, by=by, reason=reason)
    if press == "move":
        other = _someone(entity.kind, given.get("name", ""))
        return split(entity, [article], other, by=by, reason=reason)
    raise NothingToDecide(_("Press one of the buttons."))


def _asked(number: str) -> Entity:
    found = Entity.objects.filter(pk=row_number(number) or 0).first()
    if found is None:
        raise NothingToDecide(_("Press one of the buttons."))
    return found


def _someone(kind: str, name: str) -> Entity | str:
    """Return whom a name, or the end of an address, means; an unknown full name as it is."""
    key, name = normalise_name(name), name.strip()
    if not key:
        raise NothingToDecide(_("Write a name."))
    named = Alias.objects.filter(key=key, entity__kind=kind).values("entity__root")
    known = Entity.objects.filter(kind=kind, merged_into=None)
    found = list(known.filter(Q(pk__in=named) | Q(slug=name))[:2])
    if len(found) > 1:
        raise NothingToDecide(
            _("Several are called “%s”. Write the end of the right one's address instead.") % name
        )
    if found:
        return found[0]
    if kind != Entity.Kind.PERSON or not is_full_name(name):
        raise NothingToDecide(_("“%s” is not in the archive.") % name)
    return name


def _words(article: Article, words: str) -> Words | None:
    """Return where the words stand first, whole, in the headline or else in the text."""
    words = words.strip()
    if not words:
        return None
    for field, text in (("headline", article.headline), ("body", article.body)):
        if match := re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text):
            return Words(field, match.start(), match.end())
    raise BadSelection(_("The article does not have the words “%s”.") % words)
