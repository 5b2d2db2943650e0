"""Ten things to try in the demo archive: ``seeds/README.md`` says what is planted in it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Stop:
    """One thing to try: what it is, and where to see it."""

    title: str
    text: str
    address: str


_SEARCHES = (
    (
        _("The story so far"),
        _("A diplomat travels, and every person and country in the article says why it is there."),
        "q=blinken+cease-fire",
    ),
    (
        _("Two people, one name"),
        _(
            "Daniel Merrivale is a Jamaican footballer and a judge in New Zealand: a curator splits"
            " them."
        ),
        "q=%22Daniel+Merrivale%22",
    ),
    (
        _("One person, three spellings"),
        _("Zelenskiy, Zelensky and Zelenskyy stand apart until a curator merges them."),
        "q=zelensk*",
    ),
    (
        _("A ship that is no person"),
        _("The Clara Winterbourne is a ferry, and nobody in the list of people is called so."),
        "q=%22Clara+Winterbourne%22",
    ),
    (
        _("A correction"),
        _("The size of a cashew crop was wrong. Open the article to see its three versions."),
        "q=cashew+crop&sort=newest",
    ),
    (
        _("One text, two agencies"),
        _("The keeper of a lighthouse retires: two articles, one story. Show every copy."),
        "q=skerries",
    ),
    (
        _("No date at all"),
        _("How to lose an archery match has no date; it can still be found, and comes last."),
        "undated=1",
    ),
    (
        _("Not before 2035"),
        _("An article on a time capsule is embargoed. Sign in as staff to see it."),
        "q=%22time+capsule%22+corriedale",
    ),
    (
        _("Kept from readers"),
        _("An article on a cork maker is withheld. Staff see it, with the reason."),
        "q=%22bottle+stoppers%22",
    ),
    (
        _("Places that sound alike"),
        _("Guinea is not Guinea-Bissau, nor Equatorial Guinea, nor Papua New Guinea."),
        "country=GN&country=GW&country=GQ&country=PG",
    ),
)


def stops() -> tuple[Stop, ...]:
    """Return what there is to try, in order."""
    search = reverse("search")
    return tuple(
        Stop(gettext(title), gettext(text), f"{search}?{query}") for title, text, query in _SEARCHES
    )
