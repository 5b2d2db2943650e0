"""Who is in one article, as curators say it: taken out, taken for somebody else, added."""

from __future__ import annotations

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
from articles.curation.rulings import in_force
from articles.curation.wording import sentence
from articles.extraction.names import is_full_name, normalise_name
from articles.htmx import render_page
from articles.models import Article, Decision, Entity
from articles.search.service import audience_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.http import HttpRequest, HttpResponse

DECIDE = "articles.change_entity"
MAX_DIGITS = 18
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
    undo = reverse("admin:articles_decision_undo", args=[made[-1].pk])
    said = format_html('{}. <a href="{}">{}</a>', sentence(made[-1]), undo, _("Undo"))
    messages.success(request, said)
    return redirect(article)


def _page(
    request: HttpRequest, article: Article, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    rows = Entity.objects.filter(article_rows__article=article).select_related("root")
    present = {row.root for row in rows if row.root and row.root.level != Entity.Level.REJECTED}
    made = Decision.objects.filter(scope_article=article).order_by("id")
    related = made.select_related("subject", "object")
    context = {
        "article": article,
        "present": sorted(present, key=lambda one: (one.kind != "person", one.sort_key)),
        "decisions": [(row, sentence(row)) for row in in_force(related)],
        "refusal": refusal,
    }
    return render_page(request, "articles/deciding.html", context, status=status)


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
    entity = _asked(given.get("entity", ""))
    if press == "remove":
        return unpin(entity, article, by=by, reason=reason)
    if press == "move":
        other = _someone(entity.kind, given.get("name", ""))
        return split(entity, [article], other, by=by, reason=reason)
    raise NothingToDecide(_("Press one of the buttons."))


def _asked(number: str) -> Entity:
    plain = number.isascii() and number.isdecimal() and len(number) <= MAX_DIGITS
    found = Entity.objects.filter(pk=int(number)).first() if plain else None
    if found is None:
        raise NothingToDecide(_("Press one of the buttons."))
    return found


def _someone(kind: str, name: str) -> Entity | str:
    """Return whom a name, or the end of an address, means; an unknown full name as it is."""
    key, name = normalise_name(name), name.strip()
    if not key:
        raise NothingToDecide(_("Write a name."))
    known = Entity.objects.filter(kind=kind, merged_into=None)
    named = Q(aliases__key=key) | Q(members__aliases__key=key) | Q(slug=name)
    found = list(known.filter(named).distinct()[:2])
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
    """Return where the words stand first, in the headline or else in the text."""
    words = words.strip()
    if not words:
        return None
    for field, text in (("headline", article.headline), ("body", article.body)):
        if (start := text.find(words)) >= 0:
            return Words(field, start, start + len(words))
    raise BadSelection(_("The article does not have the words “%s”.") % words)
