"""Languages of articles by their names in the reader's language."""

from __future__ import annotations

from typing import TypeAlias

from django.conf import settings
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_noop as _

from articles.extraction.language import TELLABLE

Choices: TypeAlias = list[tuple[str, str | list[tuple[str, str]]]]

_NOT_IN_DJANGO = {
    "am": _("Amharic"), "as": _("Assamese"), "ba": _("Bashkir"), "fo": _("Faroese"),
    "gu": _("Gujarati"), "ha": _("Hausa"), "ht": _("Haitian Creole"), "jv": _("Javanese"),
    "ku": _("Kurdish"), "la": _("Latin"), "ln": _("Lingala"), "lo": _("Lao"),
    "mg": _("Malagasy"), "mt": _("Maltese"), "oc": _("Occitan"), "om": _("Oromo"),
    "or": _("Odia"), "ps": _("Pashto"), "qu": _("Quechua"), "rw": _("Kinyarwanda"),
    "sa": _("Sanskrit"), "se": _("Northern Sami"), "si": _("Sinhala"), "sn": _("Shona"),
    "so": _("Somali"), "st": _("Sotho"), "tl": _("Tagalog"), "xh": _("Xhosa"),
    "yo": _("Yoruba"), "zh": _("Chinese"), "zu": _("Zulu"),
}  # fmt: skip


def language_name(tag: str) -> str:
    """Return the name of a BCP 47 tag's language; the tag itself where it has none we know."""
    try:
        return str(get_language_info(tag)["name_translated"])
    except KeyError:
        return gettext(_NOT_IN_DJANGO[tag]) if tag in _NOT_IN_DJANGO else tag


def language_choices() -> Choices:
    """Return what an article's language may be said to be: by detection, those enabled, others."""
    enabled = set(settings.ARTICLE_LANGUAGES)
    return [
        ("", gettext("Detect it")),
        (gettext("Languages of the archive"), _named(enabled)),
        (gettext("Other languages"), _named(TELLABLE - enabled)),
    ]


def _named(tags: set[str] | frozenset[str]) -> list[tuple[str, str]]:
    named = ((tag, language_name(tag)) for tag in tags)
    return sorted(named, key=lambda pair: pair[1].casefold())
