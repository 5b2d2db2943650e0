"""A headline for copy that has none: its first sentence, cut to length."""

import re

MAX_DERIVED = 110

_ABBREVIATED = """
    mr mrs ms dr prof sen rep gov gen col lt capt sgt maj adm cmdr rev hon pres st jr sr messrs mme
    inc corp co ltd cos bros llc plc dept univ assn no nos vs etc eg ie approx est fig vol pp ft mt
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun
    ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev
    okla ore pa penn tenn tex va vt wash wis wyo ont que pct dlr dlrs mln bln
"""
_ABBREVIATIONS = frozenset(_ABBREVIATED.split())
_STOP = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(\[]*[^\W_a-zß-öø-ÿ]|\s*$)")
_NOTE = re.compile(r"\((?i:corrects?|refiles|repeats|recasts|updates|adds)\b[^()]*\)$")
_LETTER = re.compile(r"[^\W\d_]")
_LAST_WORD = re.compile(r"[\w.’'&-]*$")


def first_sentence(text: str) -> str:
    """Return the first sentence of the first paragraph that has words and is no note of the desk.

    The full stop of an abbreviation does not end it.
    """
    paragraphs = text.strip().split("\n\n")
    telling = (one for one in paragraphs if _LETTER.search(one) and not _NOTE.match(one.strip()))
    paragraph = next(telling, paragraphs[0]).strip()
    line, _, rest = paragraph.partition("\n")
    if rest and _ends_line(line, rest):
        paragraph = line.strip()
    first_letter = _LETTER.search(paragraph)
    start = first_letter.start() if first_letter else 0
    for stop in _STOP.finditer(paragraph, start):
        if not _is_abbreviation(paragraph, stop):
            return paragraph[: stop.end()]
    return paragraph


def derive_headline(text: str) -> str:
    """Return the first sentence in one line without its full stop, at most 110 characters.

    A longer one is cut after a whole word and ends in an ellipsis.
    """
    sentence = " ".join(first_sentence(text).split())
    if re.search(r"[^A-Z.]\.$", sentence):
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
    if stop.group()[0] != "." or stop.end() == len(text):
        return False
    found = _LAST_WORD.search(text[max(0, stop.start() - 30) : stop.start()])
    word = found.group() if found else ""
    if "." in word and all(len(part) <= 1 for part in word.split(".")):
        return True
    return (len(word) == 1 and word.isupper()) or word.casefold() in _ABBREVIATIONS
