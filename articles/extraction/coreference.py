"""Who a family name means inside one article: the nearest full name before it, else the first."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from articles.extraction.lexicon import EAST_ASIAN_FAMILY_NAMES, GIVEN_NAMES, NUMERALS
from articles.extraction.particles import GENERATIONS, OPENING

Position = tuple[int, int]
"""Number of the field (headline before body) and token within it."""
_MOST_NAMESAKES = 8
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
    by_ends: dict[tuple[str, str], list[Person]] = field(default_factory=dict)
    by_longest: dict[tuple[str, ...], Person] = field(default_factory=dict)
    by_given: dict[str, tuple[Position, Person | None]] = field(default_factory=dict)
    """Who has a given name, and from where on; none where two people have it."""

    def add(self, position: Position, person: Person) -> None:
        """Enter a full name where it stands; positions must come in ascending order."""
        plain = _without_numeral(person.words)
        self._add_under(person, plain[0], plain[-1])
        if not _is_initial(plain[0]):
            self._add_under(person, plain[0][0], plain[-1])
        for form in _short_forms(person.words):
            self.by_form.setdefault(form, []).append((position, person))
            longest = self.by_longest.setdefault(form, person)
            if len(person.words) > len(longest.words):
                self.by_longest[form] = person
        if len(person.words) > 1:
            self._add_given(position, person)

    def _add_under(self, person: Person, first: str, last: str) -> None:
        known = self.by_ends.setdefault((first, last), [])
        if len(known) < _MOST_NAMESAKES and person not in known:
            known.append(person)

    def _add_given(self, position: Position, person: Person) -> None:
        first, known = self.by_given.get(person.words[0], (position, person))
        is_same = known is not None and known.words[-1] == person.words[-1]
        self.by_given[person.words[0]] = (first, person if is_same else None)

    def resolve_given(self, position: Position, word: str) -> Person | None:
        """Return whom a given name alone means, in a headline or behind the full name, or none."""
        first, person = self.by_given.get(word, (position, None))
        is_known = position >= first or position[0] < first[0]
        return self.fullest(person) if person is not None and is_known else None

    def fullest(self, person: Person) -> Person:
        """Return the person under the longest form with the same first word or initial and last.

        Middle names and numerals must not speak against it (H.W. and W., Jr.), and it must be the
        only one: J. Roe is nobody for sure beside John and Jane Roe. A name that ends a longer one
        and has no given name is that one too: Suu Kyi and Aung San Suu Kyi, but not Idriss Déby
        and his son Mahamat Idriss Déby.
        """
        fullest = self._only_fuller(person)
        longest = self.by_longest.get(fullest.words, fullest)
        is_same = fullest.words[0] not in GIVEN_NAMES or longest.words[-1] in NUMERALS
        return longest if len(fullest.words) > 1 and is_same else fullest

    def _only_fuller(self, person: Person) -> Person:
        plain = _without_numeral(person.words)
        first = plain[0][0] if _is_initial(plain[0]) else plain[0]
        known = self.by_ends.get((first, plain[-1]), [])
        fuller = [other for other in known if _may_be_one(person.words, other.words)]
        longest = max(fuller, key=lambda other: len(other.words), default=person)
        is_only = all(_may_be_one(longest.words, other.words) for other in fuller)
        return longest if is_only and len(longest.words) >= len(person.words) else person

    def resolve(self, position: Position, words: Sequence[str]) -> Person | None:
        """Return whom a short form at a position means, or none."""
        entries = self.by_form.get(tuple(words))
        if entries is None and len(words) > 1 and _is_initial(words[0]):
            entries = self.by_form.get((words[0][0], words[-1]))
        elif entries is None and len(words) > 1 and words[0] in OPENING:
            return self.resolve(position, words[1:])
        if entries is None:
            return None
        before = bisect_right(entries, position, key=lambda entry: entry[0])
        return self.fullest(entries[max(before - 1, 0)][1])


def _without_numeral(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return a name without what tells generations apart at its end."""
    while len(words) > 1 and (words[-1] in GENERATIONS or words[-1] in NUMERALS):
        words = words[:-1]
    return words


def _may_be_one(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether two names with the same ends may be one person's."""
    plain, other_plain = _without_numeral(one), _without_numeral(other)
    if len(plain) < len(one) and len(other_plain) < len(other) and one[-1] != other[-1]:
        return False
    given = plain[0], other_plain[0]
    if given[0] != given[1] and not any(map(_is_initial, given)):
        return False
    middles = zip(plain[1:-1], other_plain[1:-1], strict=False)
    return all(middle[0] == other_middle[0] for middle, other_middle in middles)


def without_article(word: str) -> str:
    """Return a family name without an Arabic article that a hyphen joins to it: al-Assad."""
    if not word.casefold().startswith(_ARTICLES):
        return word
    return word.partition("-")[2]


def _is_initial(word: str) -> bool:
    return len(word) == 1 or word[1] == "."


def _short_forms(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield a name's endings, initial and family name, and a family name that stands first."""
    plain = _without_numeral(words)
    for start in range(len(plain)):
        yield plain[start:]
    if len(plain) > 1:
        yield plain[0][0], plain[-1]
    if (bare := without_article(plain[-1])) != plain[-1]:
        yield (bare,)
    if len(plain) > 1 and plain[0] in EAST_ASIAN_FAMILY_NAMES:
        yield plain[:1]
