"""A headline for copy that has none: its first sentence, cut to length."""

import re

MAX_DERIVED = 110

_ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof sen rep gov gen col lt capt sgt maj adm cmdr rev hon pres st jr sr messrs mme
    inc corp co ltd cos bros llc plc dept univ assn no nos vs etc eg ie approx est fig vol pp ft mt
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun
    ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev
    okla ore pa penn tenn tex va vt wash wis wyo ont que pct dlr dlrs mln bln
    """.split()
)
_STOP = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(\[]*[^\W_a-zß-öø-ÿ]|\s*$)")
_LAST_WORD = re.compile(r"[\w.’'&-]*$")


def first_sentence(text: str) -> str:
    """Return the first sentence of the first paragraph; abbreviations do not end it."""
    paragraph = text.strip().split("\n\n", maxsplit=1)[0].strip()
    line, _, rest = paragraph.partition("\n")
    if rest and _ends_line(line, rest):
        paragraph = line
    for stop in _STOP.finditer(paragraph):
        if not _is_abbreviation(paragraph, stop):
            return paragraph[: stop.end()]
    return paragraph


def derive_headline(text: str) -> str:
    """Return the first sentence in one line without its full stop, at most 110 characters.

    A longer one is cut after a whole word and ends in an ellipsis.
    """
    sentence = " ".join(first_sentence(text).split())
    if sentence.endswith(".") and not re.search(r"\b[A-Z]\.$|\.\.$", sentence):
        sentence = sentence[:-1]
    if len(sentence) <= MAX_DERIVED:
        return sentence
    cut = sentence[:MAX_DERIVED]
    if " " in cut:
        cut = cut.rpartition(" ")[0]
    return cut[: MAX_DERIVED - 1].rstrip(" ,;:-–—") + "…"


def _ends_line(line: str, rest: str) -> bool:
    """Tell whether a line stands by itself: a heading in capitals or the first row of a table."""
    return line.isupper() or rest.startswith(" ") or "   " in line.strip()


def _is_abbreviation(text: str, stop: re.Match[str]) -> bool:
    if stop.group()[0] != "." or not text[stop.end() :].strip():
        return False
    found = _LAST_WORD.search(text, 0, stop.start())
    word = found.group() if found else ""
    if "." in word and all(len(part) <= 1 for part in word.split(".")):
        return True
    return (len(word) == 1 and word.isupper()) or word.casefold() in _ABBREVIATIONS
