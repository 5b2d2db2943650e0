"""The language of a text, among those an archive holds; language tags in one form."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from py3langid.langid import LanguageIdentifier

SHORTEST = 60
"""Letters a text must have before its language is told."""

USUAL = ("en", "fr", "de", "es", "pt", "it", "nl")
_TELLABLE = """
    af am ar as az ba be bg bn br bs ca cs cy da de el en eo es et eu fa fi fo fr fy ga gd gl gu ha
    he hi hr ht hu hy id ig is it ja jv ka kk km kn ko ku ky la lb ln lo lt lv mg mk ml mn mr ms mt
    my ne nl nn no oc om or pa pl ps pt qu ro ru rw sa se si sk sl sn so sq sr st sv sw ta te tg th
    tk tl tr tt ug uk ur uz vi xh yo zh zu
"""
TELLABLE = frozenset(_TELLABLE.split())
"""The primary tags that can be told apart: what an archive may enable."""

# Written languages a text may be in although nobody enabled them, and "zxx": no language at all.
# Without them every text would be taken for one of the enabled.
_OTHERS = """
    ar bg ca cs da el et fa fi he hi hr hu id ja ko lt lv no pl ro ru sk sl sr sv th tr uk vi zh zxx
"""
_RIVALS = frozenset(_OTHERS.split())
# Frequent words that only one of these languages has. Text that is full of one's and has few of
# the others' needs no more work; telling so costs a tenth of asking the model.
_MARKERS = {
    "en": "and by from he his it of said that the their they this to we were which who with",
    "fr": "au aux avec ce cette dans elle est et les leur nous ont par pas qui ses sont sur une",
    "de": "auf aus dass dem ein eine einem einer für ist mit nicht sich und vom von wird zu zum",
    "es": "desde el ella entre fue hay las los muy más pero según sus también tras y ya",
    "pt": "ao aos após até em foi não os pela pelo são seu sua também uma às",
    "it": "alla anche che dal dalla dei della delle di gli il nel nella non più sono stato",
    "nl": "aan bij dat een heeft het hij maar naar niet ook uit van voor werd wordt zijn",
}
_WORD = re.compile(r"[^\W\d_]+")
_READ = 600
"""Code points that are looked at."""

_FEWEST_MARKERS = 4
_CLEARLY = 4
_PROSE = 0.4
_SURE = 0.6
_ISO_639_2 = {
    "eng": "en", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "spa": "es", "por": "pt",
    "ita": "it", "nld": "nl", "dut": "nl", "ara": "ar", "zho": "zh", "chi": "zh", "jpn": "ja",
    "rus": "ru", "swe": "sv", "dan": "da", "nor": "no", "fin": "fi", "pol": "pl", "tur": "tr",
    "english": "en", "french": "fr", "français": "fr", "german": "de", "deutsch": "de",
    "spanish": "es", "español": "es", "portuguese": "pt", "português": "pt", "italian": "it",
    "italiano": "it", "dutch": "nl", "nederlands": "nl",
}  # fmt: skip
_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-[a-z0-9]{2,8})*")
_LONGEST_TAG = 35
_SCRIPT = 4


def detect_language(text: str, enabled: Iterable[str] = USUAL) -> str:
    """Return the primary tag of the text's language, one of ``enabled``, or "" when unsure.

    Text of fewer than 60 letters, tables, and text in a language that is not enabled are unsure.
    Only the first letters of a long text are read. Never raises.
    """
    allowed = frozenset(enabled)
    head = text[:_READ]
    letters = sum(map(str.isalpha, head))
    if letters < SHORTEST:
        return ""
    found = _by_markers(head)
    if not found and letters > _PROSE * len(head):
        found = _by_model(head, allowed)
    return found if found in allowed else ""


def language_tag(written: str) -> str:
    """Return what a feed wrote as a BCP 47 tag ("EN_us" is "en-US"), or "" if it is none.

    The usual three-letter codes and the names of a few languages are known too.
    """
    folded = written.strip().replace("_", "-").casefold()
    primary, _, rest = folded.partition("-")
    tag = "-".join(filter(None, (_ISO_639_2.get(primary, primary), rest)))
    if not _TAG.fullmatch(tag) or len(tag) > _LONGEST_TAG:
        return ""
    first, *parts = tag.split("-")
    return "-".join((first, *map(_cased, parts)))


def _cased(part: str) -> str:
    if len(part) == _SCRIPT and part.isalpha():
        return part.title()
    return part.upper() if len(part) == 2 else part  # noqa: PLR2004


@cache
def _languages_by_marker() -> dict[str, str]:
    return {word: tag for tag, words in _MARKERS.items() for word in words.split()}


def _by_markers(text: str) -> str:
    """Return the language whose frequent words the text has, and hardly any of another's."""
    known = _languages_by_marker()
    counts = Counter(map(known.get, _WORD.findall(text.casefold())))
    best, second = sorted(_MARKERS, key=lambda tag: -counts[tag])[:2]
    clear = counts[best] >= max(_FEWEST_MARKERS, _CLEARLY * counts[second])
    return best if clear else ""


def _by_model(text: str, allowed: frozenset[str]) -> str:
    tag, probability = _model(allowed).classify(text)
    return str(tag) if probability >= _SURE else ""


@cache
def _model(allowed: frozenset[str]) -> LanguageIdentifier:
    """Load the model, which takes about a second: only when a text needs it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages(sorted((allowed & TELLABLE) | _RIVALS))
    return model
