"""Countries: what the places in an article stand for, by its date, its words and its towns."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from articles.extraction import tables
from articles.extraction.gazetteer import COUNTRIES
from articles.extraction.lexicon import PERSON_VERBS
from articles.extraction.places import AFTER_PLACES, PlaceMatch
from articles.extraction.spans import Span, TextField
from articles.extraction.tokens import Tokens
from articles.extraction.toponyms import Place, Sense

IN_PASSING = ("currency", "agreement", "firm")
"""Endings of rules: the name belongs to money, a treaty or a firm rather than to the country."""
_CONFIDENCE = {
    "name": 0.98,
    "demonym": 0.9,
    "capital": 0.85,
    "metonym": 0.85,
    "state": 0.85,
    "abbreviation": 0.85,
    "region": 0.8,
    "city": 0.75,
}
_TOWNS = frozenset({"name", "capital", "city", "region"})
_STATES = frozenset({"state", "abbreviation"})
_CAPITALS = frozenset({"capital", "city"})
_BEFORE_TOWNS = frozenset(
    {",", "around", "at", "for", "from", "in", "near", "of", "outside", "to", "via"}
)
_MONEY = (AFTER_PLACES["dollar"], AFTER_PLACES["dollar"] | AFTER_PLACES["currency"])
_KOREAS = ("KR", "KP")
_BEFORE_LANGUAGES = frozenset({"in", "into", "speak", "speaking", "speaks", "spoke"})
_CLOSING = frozenset({"", "\n", ",", ".", ";", ")"})
_AFTER_LANGUAGES = frozenset({"", "\n", ",", ".", ";", ":", ")", "?", "!"})
_DEEDS = PERSON_VERBS - {"had", "has", "is", "was"}
_FIRM_ENDINGS = tables.words("firm_endings.txt")
_FIRM_WORDS = 4
"""Tokens behind a place within which the ending of a firm's name is looked for."""

Fields: TypeAlias = Mapping[TextField, Tokens]
Matches: TypeAlias = Mapping[TextField, Sequence[PlaceMatch]]
Town: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """What decides between two meanings of a place: the article's date and its folded words.

    ``towns`` are the towns, by their folded words, of which the article says the state.
    """

    published_on: date | None
    words: AbstractSet[str]
    towns: Mapping[Town, Place] = field(default_factory=dict)


def find_countries(
    fields: Fields,
    matches: Matches,
    published_on: date | None,
    taken: Mapping[TextField, AbstractSet[int]],
) -> Iterator[Span]:
    """Yield a span for every place that stands for a country; ``taken`` are tokens of people."""
    words = frozenset().union(*(tokens.folded for tokens in fields.values()))
    setting = Setting(published_on, words, _towns_with_states(fields, matches))
    for name, tokens in fields.items():
        for number, match in enumerate(matches[name]):
            if match.first in taken[name] or match.last in taken[name]:
                continue
            if _is_language(tokens, match):
                continue
            following = matches[name][number + 1 : number + 2]
            code, rule = _decide(tokens, match, following, setting)
            if code:
                yield _span(name, tokens, match, code, rule)


def _towns_with_states(fields: Fields, matches: Matches) -> dict[Town, Place]:
    """Return the towns whose state follows them once, unless their country has other signs."""
    towns: dict[Town, Place] = {}
    signs: dict[str, set[Town]] = {}
    for name, tokens in fields.items():
        for number, match in enumerate(matches[name]):
            words = tuple(tokens.folded[match.first : match.last + 1])
            state = _state_after(tokens, match, matches[name][number + 1 : number + 2])
            if state is not None:
                towns[words] = state
            signs.setdefault(match.place.code, set()).add(words)
    usual = {town: code for code, found in signs.items() for town in found}
    return {town: state for town, state in towns.items() if signs[usual[town]] == {town}}


def _state_after(
    tokens: Tokens, match: PlaceMatch, following: Sequence[PlaceMatch]
) -> Place | None:
    """Return the state or country that says which town this is: Paris, Texas; Toledo, Spain."""
    if not following or following[0].first != match.last + 2:
        return None
    place = following[0].place
    if _is_country_of_town(tokens, match, following[0]):
        return place
    if (
        tokens.words[match.last + 1] != ","
        or not place.is_state
        or match.place.kind not in _TOWNS
        or any(sense.code == place.code for sense in match.place.senses)
        or any(sense.code == match.place.code for sense in place.senses)
    ):
        return None
    if match.place.kind == "name" and place.kind not in _STATES:
        return None
    return place


def _is_country_of_town(tokens: Tokens, match: PlaceMatch, country: PlaceMatch) -> bool:
    """Return whether a city's country follows it: Valencia, Venezuela; no list of places."""
    after = tokens.at(country.last + 1)
    closes = after in _CLOSING or (after[:1].islower() and after not in {"and", "or"})
    known = match.place.kind == "city" and country.place.kind == "name" and country.place.code
    is_list = tokens.at(match.last + 1) != "," or tokens.at(match.first - 1) in {",", "and"}
    return bool(known) and closes and not is_list


def _decide(
    tokens: Tokens, match: PlaceMatch, following: Sequence[PlaceMatch], setting: Setting
) -> tuple[str, str]:
    """Return the code a place stands for here and the rule that says so."""
    state = _state_after(tokens, match, following)
    if state is not None:
        return state.code, "town-state"
    town = setting.towns.get(tuple(tokens.folded[match.first : match.last + 1]))
    if town is not None:
        return town.code, "town-state-before"
    code, rule = _meaning(match.place, setting)
    if rule.startswith("capital") and _acts(tokens, match):
        rule = rule.replace("capital", "metonym", 1)
    passing = _in_passing(tokens, match)
    return code, f"{rule}-{passing}" if passing else rule


def _meaning(place: Place, setting: Setting) -> tuple[str, str]:
    code = place.at(setting.published_on)
    if code:
        return code, f"{place.kind}-by-date"
    if place.senses:
        sense = max(place.senses, key=lambda sense: _cues(sense, setting))
        return sense.code, f"{place.kind}-by-context" if sense.code != place.code else place.kind
    return place.code, place.kind


def _cues(sense: Sense, setting: Setting) -> int:
    return len(sense.cues & setting.words)


def _acts(tokens: Tokens, match: PlaceMatch) -> bool:
    """Return whether a capital does what people do, as governments and not towns: Moscow said."""
    return tokens.at(match.last + 1) in _DEEDS and tokens.at(match.first - 1) not in _BEFORE_TOWNS


def _is_language(tokens: Tokens, match: PlaceMatch) -> bool:
    """Return whether a demonym is what is spoken or written: a book in English."""
    return (
        match.place.kind == "demonym"
        and tokens.at(match.first - 1) in _BEFORE_LANGUAGES
        and tokens.at(match.last + 1) in _AFTER_LANGUAGES
    )


def _in_passing(tokens: Tokens, match: PlaceMatch) -> str:
    """Return what the words behind a place make of it: currency, agreement, firm or nothing."""
    following = tokens.at(match.last + 1)
    if following in _MONEY[match.place.kind == "demonym"] or _is_won(match, following):
        return "currency"
    if following in AFTER_PLACES["agreement"] and match.place.kind in _CAPITALS:
        return "agreement"
    return "firm" if _is_in_firm(tokens, match.last + 1) else ""


def _is_won(match: PlaceMatch, following: str) -> bool:
    """Return whether a word is Korean money; behind other nations it is a verb."""
    return following in AFTER_PLACES["won"] and match.place.code in _KOREAS


def _is_in_firm(tokens: Tokens, start: int) -> bool:
    """Return whether the ending of a firm's name stands in the run of capitals from ``start``."""
    for index in range(start, min(start + _FIRM_WORDS, len(tokens.words))):
        if not tokens.words[index][0].isupper():
            return False
        if tokens.folded[index] in _FIRM_ENDINGS:
            return True
    return False


def _span(name: TextField, tokens: Tokens, match: PlaceMatch, code: str, rule: str) -> Span:
    return Span(
        field=name,
        start=tokens.starts[match.first],
        end=tokens.ends[match.last],
        surface=tokens.surface(match.first, match.last),
        kind="country",
        key=code,
        name=COUNTRIES[code].name,
        rule=rule,
        confidence=_CONFIDENCE.get(match.place.kind, 0.75),
    )
