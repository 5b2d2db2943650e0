"""What has to be said about how far an answer is not of all that was asked for."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

ANY_WORD = _("No article has all that was asked for, so this goes by some of the words.")
PARTIAL = _(
    "The search took too long; only a part of the archive was looked through."
    " Narrow it by another word, a filter or dates to see everything."
)


def remarks_on(*, partial: bool, any_word: bool) -> tuple[str, ...]:
    """Say how far counts or hits are not of all that was asked for."""
    return (gettext(PARTIAL),) * partial + (gettext(ANY_WORD),) * any_word
