"""Why two people may be one, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_SENTENCES: dict[str, Callable[..., str]] = {
    "family": lambda: _("same family name"),
    "given": lambda: _("same given name"),
    "order": lambda: _("the same words in another order"),
    "joined": lambda: _("the same but for spaces"),
    "spelled": lambda one, other: (
        _("%(one)s is spelled like %(other)s") % {"one": one, "other": other}
    ),
    "initial": lambda short, name: _("%(short)s fits %(name)s") % {"short": short, "name": name},
    "nickname": lambda short, name: (
        _("%(short)s is short for %(name)s") % {"short": short, "name": name}
    ),
    "middle": lambda more: _("one has the middle name %(more)s") % {"more": more},
    "begins": lambda more: _("one goes on with %(more)s") % {"more": more},
    "ends": lambda more: _("one has %(more)s in front") % {"more": more},
    "together": lambda count: (
        ngettext("%(count)d article together", "%(count)d articles together", count)
        % {"count": count}
    ),
    "countries": lambda *names: _("both with %(countries)s") % {"countries": ", ".join(names)},
    "years": lambda count: (
        ngettext("%(count)d year between them", "%(count)d years between them", count)
        % {"count": count}
    ),
}


def sentences(reasons: Sequence[Sequence[str | int]]) -> list[str]:
    """Return the reasons of a ``Duplicate`` for people to read, in their order."""
    return [_SENTENCES[str(code)](*values) for code, *values in reasons]
