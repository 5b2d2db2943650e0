"""Forms of the site's own pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MAX_TEXT = 1_000_000
MAX_FIELD = 200


class PasteForm(forms.Form):
    """A pasted article; the fields beside its text replace what is read out of it."""

    text = forms.CharField(
        label=_("Text"),
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 14, "dir": "auto", "spellcheck": "false"}),
        help_text=_("The whole article, as it comes off the wire or out of a mail."),
    )
    source = forms.CharField(label=_("Source"), max_length=MAX_FIELD, required=False)
    headline = forms.CharField(label=_("Headline"), max_length=1000, required=False)
    byline = forms.CharField(label=_("Byline"), max_length=MAX_FIELD, required=False)
    published_on = forms.DateField(
        label=_("Date"), required=False, help_text=_("For example 2024-06-07.")
    )
    url = forms.URLField(
        label=_("Original address"), max_length=2000, required=False, assume_scheme="https"
    )

    def given(self) -> dict[str, Any]:
        """Return the fields that were filled in beside the text."""
        return {name: value for name, value in self.cleaned_data.items() if name != "text"}
