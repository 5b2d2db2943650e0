"""Forms of the site's own pages."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.languages import language_choices

MAX_LETTERS = 1_000_000
"""Letters of a pasted text: a request may carry so many, each of the longest (four bytes)."""
MAX_FIELD = 200
_MAX_DIGITS = 18


def row_number(text: str) -> int | None:
    """Return the number of a stored row out of a form or an address, none for what is no number."""
    plain = text.isascii() and text.isdecimal() and len(text) <= _MAX_DIGITS
    return int(text) if plain else None


class PasteForm(forms.Form):
    """A pasted article; the fields beside its text replace what is read out of it."""

    # Without ``maxlength``: at it, a browser cuts off what is pasted and does not say so.
    text = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 14, "dir": "auto", "spellcheck": "false"}),
        help_text=_("The whole article, as it comes off the wire or out of a mail."),
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=MAX_FIELD,
        required=False,
        widget=forms.TextInput(attrs={"list": "sources", "dir": "auto", "autocomplete": "off"}),
    )
    headline = forms.CharField(label=_("Headline"), max_length=1000, required=False)
    byline = forms.CharField(label=_("Byline"), max_length=MAX_FIELD, required=False)
    published_on = forms.DateField(
        label=_("Date"), required=False, help_text=_("For example 2024-06-07.")
    )
    language = forms.ChoiceField(label=_("Language"), choices=language_choices, required=False)
    url = forms.URLField(
        label=_("Original address"), max_length=2000, required=False, assume_scheme="https"
    )

    def clean_text(self) -> str:
        """Return the text with plain newlines: a browser sends two letters for each."""
        text: str = self.cleaned_data["text"].replace("\r\n", "\n")
        if len(text) > MAX_LETTERS:
            raise ValidationError(too_long(gettext("%s letters") % _counted(len(text))))
        return text

    def given(self) -> dict[str, Any]:
        """Return the fields that were filled in beside the text."""
        return {name: value for name, value in self.cleaned_data.items() if name != "text"}


def too_long(size: str) -> str:
    """Return what to do with a text of that size, which is too long to be pasted."""
    sentence = gettext(
        "This has %(size)s; a pasted article has at most %(most)s letters. Save it as a text file"
        " (.txt), and let an administrator run manage.py ingest on that."
    )
    return sentence % {"size": size, "most": _counted(MAX_LETTERS)}


def _counted(number: int) -> str:
    return number_format(number, force_grouping=True)
