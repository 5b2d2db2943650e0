"""Who a family name means inside one article: the nearest full name before it, else the first."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from articles.extraction.lexicon import EAST_ASIAN_FAMILY_NAMES, GENERATIONS

Position = tuple[int, int]
"""Number of the field (headline before body) and token within it."""
_ARTICLES = ("al-", "el-", "ul-", "as-", "an-", "ar-")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the article names: folded words of the fullest form, key and display form."""

    words: tuple[str, ...]
    key: str
    name: str


@dataclass(slots=True)
class Register:
    """The people of one article by every short form that can mean them, in order of appearance."""

    by_form: dict[tuple[str, ...], list[tuple[Position, Person]]] = field(default_factory=dict)
    by_ends: dict[tuple[str, str], Person] = field(default_factory=dict)

    def add(self, position: Position, person: Person) -> None:
        """Enter a full name where it stands; positions must come in ascending order."""
        ends = (person.words[0], person.words[-1])
        known = self.by_ends.get(ends)
        if known is None or len(person.words) > len(known.words):
            self.by_ends[ends] = person
        if not _is_initial(ends[0]):
            self.by_ends.setdefault((ends[0][0], ends[1]), person)
        for form in _short_forms(person.words):
            self.by_form.setdefault(form, []).append((position, person))

    def fullest(self, person: Person) -> Person:
        """Return the person under the longest form with the same first word or initial and last."""
        first, last = person.words[0], person.words[-1]
        return self.by_ends.get((first[0] if _is_initial(first) else first, last), person)

    def resolve(self, position: Position, words: Sequence[str]) -> Person | None:
        """Return whom a short form at a position means, or none."""
        entries = self.by_form.get(tuple(words))
        if entries is None and len(words) > 1 and _is_initial(words[0]):
            entries = self.by_form.get((words[0][0], words[-1]))
        if entries is None:
            return None
        before = bisect_right(entries, position, key=lambda entry: entry[0])
        return self.fullest(entries[max(before - 1, 0)][1])


def without_article(word: str) -> str:
    """Return a family name without an Arabic article that a hyphen joins to it: al-Assad."""
    if not word.casefold().startswith(_ARTICLES):
        return word
    return word.partition("-")[2]


def _is_initial(word: str) -> bool:
    return len(word) == 1 or word[1] == "."


def _short_forms(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield a name's endings, initial and family name, and a family name that stands first."""
    plain = words
    while len(plain) > 1 and plain[-1] in GENERATIONS:
        plain = plain[:-1]
    for start in range(len(plain)):
        yield plain[start:]
    if len(plain) > 1:
        yield plain[0][0], plain[-1]
    if (bare := without_article(plain[-1])) != plain[-1]:
        yield (bare,)
    if len(plain) > 1 and plain[0] in EAST_ASIAN_FAMILY_NAMES:
        yield plain[:1]
