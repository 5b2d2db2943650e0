"""Cuts a query into tokens, left to right, in time linear in its length."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING
from unicodedata import category

from articles.search.periods import parse_period
from articles.search.query import (
    EntityField,
    Field,
    Fuzzy,
    Phrase,
    Prefix,
    Query,
    Range,
    TextField,
    Word,
)
from articles.search.wording import Message, _

if TYPE_CHECKING:
    from collections.abc import Iterator

FIELDS: dict[str, TextField | EntityField] = {
    "person": "person",
    "country": "country",
    "source": "source",
    "headline": "headline",
    "byline": "byline",
    "place": "place",
}
DATE_FIELDS = ("from", "to")
MIN_PREFIX = 2
MAX_SLOP = 50
SHORT_WORD = 5
"""Fuzzy words up to this long may differ by one edit, longer ones by two."""

_NO_FIELD = _("There is no field “%(name)s”, so this was searched as text.")
_NO_DATE = _("“%(name)s:” needs a date such as 2024, 2024-06 or 2024-06-07.")
_NO_VALUE = _("“%(name)s:” needs a value right after the colon.")
QUOTES = frozenset('"“”„‟«»＂')
_PARENTHESES = frozenset("()")
# Apostrophes (typewriter, typographic, modifier letter, full width), hyphens (also the soft one),
# and what holds together acronyms, addresses and names such as AT&T.
_JOINERS = frozenset("'’‘ʼ＇-‐‑\u00ad.&")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_SLOP = re.compile(r"~([0-9]*)")
_EDITS = re.compile(r"~([0-9]*)\W*")


def edits_for(word: str) -> int:
    """Return by how many edits words spelt nearly so may differ."""
    return 1 if len(word) <= SHORT_WORD else 2


class Kind(Enum):
    OPERAND = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    OPEN = auto()
    CLOSE = auto()


_OPERATORS = {"AND": Kind.AND, "OR": Kind.OR, "NOT": Kind.NOT}
_BRACKETS = {"(": Kind.OPEN, ")": Kind.CLOSE}


@dataclass(frozen=True, slots=True)
class Notice:
    """What could not be read as meant; ``start`` and ``end`` are code points of the query."""

    message: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a query; operands carry the query they stand for."""

    kind: Kind
    start: int
    end: int
    query: Query | None = None

    @property
    def is_minus(self) -> bool:
        return self.kind is Kind.NOT and self.end == self.start + 1


@dataclass(slots=True)
class Lexer:
    """Reads ``text`` once; afterwards ``notices`` holds what was wrong with it."""

    text: str
    notices: list[Notice] = field(default_factory=list)
    _position: int = 0

    def tokens(self) -> Iterator[Token]:
        """Yield the tokens; brackets and operators are as typed, matching or not."""
        while self._position < len(self.text):
            start = self._position
            character = self.text[start]
            if character.isspace():
                self._position += 1
            elif character in _PARENTHESES:
                self._position += 1
                yield Token(_BRACKETS[character], start, self._position)
            elif self._is_minus(start):
                self._position += 1
                yield Token(Kind.NOT, start, self._position)
            else:
                yield from self._lump(start)

    def _is_minus(self, start: int) -> bool:
        """Tell a negating minus from the dash in ``Paris - Rome`` and the hyphen in a word."""
        before, after = self.text[start - 1 : start], self.text[start + 1 : start + 2]
        opens = not before or before.isspace() or before == "("
        closes = not after or after.isspace() or after in "-)"
        return self.text[start] == "-" and opens and not closes

    def _lump(self, start: int) -> Iterator[Token]:
        """Read what stands together without spaces, quotes or parentheses, and its field."""
        if self.text[start] in QUOTES:
            query = self._phrase()
        else:
            self._position = end = self._lump_end(start)
            lump = self.text[start:end]
            if lump in _OPERATORS:
                yield Token(_OPERATORS[lump], start, end)
                return
            query = self._fielded(start, end)
        if query is not None:
            yield Token(Kind.OPERAND, start, self._position, query)

    def _lump_end(self, start: int) -> int:
        end = start
        while end < len(self.text) and not self._is_break(self.text[end]):
            end += 1
        return end

    @staticmethod
    def _is_break(character: str) -> bool:
        return character.isspace() or character in QUOTES or character in _PARENTHESES

    def _phrase(self) -> Query | None:
        """Read the quotation at the position; a quote nobody closes is skipped."""
        start = self._position
        close = start + 1
        while close < len(self.text) and self.text[close] not in QUOTES:
            close += 1
        if close == len(self.text):
            self._position += 1
            self._notice(
                Message(_("This quotation mark has no partner, so it was ignored.")), start
            )
            return None
        self._position = close + 1
        slop = self._slop()
        phrase = tuple(words(self.text, start + 1, close))
        if not phrase:
            self._notice(Message(_("There are no words between these quotation marks.")), start)
            return None
        return Phrase(phrase, slop)

    def _slop(self) -> int:
        match = _SLOP.match(self.text, self._position)
        if match is None:
            return 0
        self._position = match.end()
        if not match[1]:
            self._notice(Message(_('"…"~ needs a number, as in "near this"~5.')), match.start())
        slop = int(match[1] or 0)
        if slop > MAX_SLOP:
            message = Message(_("Words can be at most %(most)s words apart."), most=MAX_SLOP)
            self._notice(message, match.start())
        return min(slop, MAX_SLOP)

    def _fielded(self, start: int, end: int) -> Query | None:
        name, colon, value = self.text[start:end].partition(":")
        name = name.lower()
        if not colon or not name.isalpha():
            return self._term(start, end)
        if name in DATE_FIELDS:
            return self._range(name, start, end)
        if name in FIELDS:
            return self._field(FIELDS[name], start, end)
        if value[:1].isalnum() or (not value and self._at_quote()):
            self._notice(Message(_NO_FIELD, name=name), start)
        return self._term(start, end)

    def _at_quote(self) -> bool:
        return self.text[self._position : self._position + 1] in QUOTES

    def _range(self, name: str, start: int, end: int) -> Query | None:
        period = parse_period(self.text[start + len(name) + 1 : end].rstrip(".,;"))
        if period is None:
            self._notice(Message(_NO_DATE, name=name), start)
            return self._term(start, end)
        return Range(period.first, None) if name == "from" else Range(None, period.last)

    def _field(self, name: TextField | EntityField, start: int, end: int) -> Query | None:
        value_start = start + len(name) + 1
        quoted = value_start == end and self._at_quote()
        value = self._phrase() if quoted else self._term(value_start, end)
        if value is not None:
            return Field(name, value)
        if not quoted:
            self._notice(Message(_NO_VALUE, name=name), start)
        return self._term(start, end)

    def _term(self, start: int, end: int) -> Query | None:
        """Read a word, prefix or fuzzy word; several words held together are a phrase."""
        body_end, edits = self._without_edits(start, end)
        found = tuple(words(self.text, start, body_end))
        stars = self.text.count("*", start, end)
        if stars:
            return self._starred(found, start, end)
        if not found:
            return None
        if len(found) > 1:
            return Phrase(found)
        return Fuzzy(found[0], edits_for(found[0])) if edits else Word(found[0])

    def _without_edits(self, start: int, end: int) -> tuple[int, bool]:
        tilde = self.text.find("~", start, end)
        match = _EDITS.fullmatch(self.text, tilde, end) if tilde > start else None
        if match is None or not any(words(self.text, start, tilde)):
            return end, False
        if match[1]:
            self._notice(Message(_("“~” after a word takes no number.")), tilde)
        return tilde, True

    def _starred(self, found: tuple[str, ...], start: int, end: int) -> Query | None:
        text = self.text[start:end]
        trails = len(found) == 1 and text.count("*") == 1 and f"{found[0]}*" in text
        if not trails:
            self._notice(Message(_("“*” can only stand at the end of a single word.")), start)
        elif sum(map(str.isalnum, found[0])) < MIN_PREFIX:
            message = Message(
                _("“*” needs at least %(least)s letters before it."), least=MIN_PREFIX
            )
            self._notice(message, start)
        else:
            return Prefix(found[0])
        if not found:
            return None
        return Word(found[0]) if len(found) == 1 else Phrase(found)

    def _notice(self, message: Message, start: int) -> None:
        self.notices.append(Notice(message, start, self._position))


def words(text: str, start: int, end: int) -> Iterator[str]:
    """Yield the words between two positions; punctuation inside a word belongs to it (U.S.)."""
    position = start
    while position < end:
        if not _is_letter(text[position]):
            position += 1
            continue
        begin, position = position, _word_end(text, position, end)
        yield text[begin:position]


def _word_end(text: str, start: int, end: int) -> int:
    position = start
    while position < end:
        inside = (
            text[position] in _JOINERS and position + 1 < end and _is_letter(text[position + 1])
        )
        if not inside and not _is_letter(text[position]):
            break
        position += 1
    ends_acronym = text[position:end].startswith(".") and _ACRONYM.fullmatch(text, start, position)
    return position + 1 if ends_acronym else position


def _is_letter(character: str) -> bool:
    """Letters and digits of any script, with the marks that combine with them."""
    return character.isalnum() or category(character).startswith("M")
