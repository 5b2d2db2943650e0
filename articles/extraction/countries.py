"""Countries: what the places in an article stand for, by its date, its words and its towns."""

from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from articles.extraction.gazetteer import COUNTRIES, Place
from articles.extraction.places import PlaceMatch
from articles.extraction.spans import Span, TextField
from articles.extraction.tokens import Tokens

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


@dataclass(frozen=True, slots=True)
class Setting:
    """What decides between two meanings of a place: the article's date and its folded words."""

    published_on: date | None
    words: AbstractSet[str]


def find_countries(
    field: TextField,
    tokens: Tokens,
    matches: Sequence[PlaceMatch],
    setting: Setting,
    *,
    taken: Collection[int] = (),
) -> Iterator[Span]:
    """Yield a span for every place that stands for a country; ``taken`` are tokens of people."""
    for number, match in enumerate(matches):
        if match.first in taken or match.last in taken or not match.place.code:
            continue
        following = matches[number + 1] if number + 1 < len(matches) else None
        state = _state_after(tokens, match, following)
        if state is not None:
            yield _span(field, tokens, match, state.code, "town-state")
        else:
            code, rule = _meaning(match.place, setting)
            yield _span(field, tokens, match, code, rule)


def _state_after(tokens: Tokens, match: PlaceMatch, following: PlaceMatch | None) -> Place | None:
    """Return the state that says which town this is: Paris, Texas; Cuba, Mo."""
    if following is None or following.first != match.last + 2:
        return None
    place = following.place
    if (
        tokens.words[match.last + 1] != ","
        or not place.is_state
        or match.place.kind not in _TOWNS
        or match.place.other == place.code
    ):
        return None
    if match.place.kind == "name" and place.kind not in {"state", "abbreviation"}:
        return None
    return place


def _meaning(place: Place, setting: Setting) -> tuple[str, str]:
    day = setting.published_on
    former = place.former
    if former is not None and day is not None and former.since <= day < former.until:
        return former.code, f"{place.kind}-by-date"
    if place.other and not setting.words.isdisjoint(place.cues):
        return place.other, f"{place.kind}-by-context"
    return place.code, place.kind


def _span(field: TextField, tokens: Tokens, match: PlaceMatch, code: str, rule: str) -> Span:
    return Span(
        field=field,
        start=tokens.starts[match.first],
        end=tokens.ends[match.last],
        surface=tokens.surface(match.first, match.last),
        kind="country",
        key=code,
        name=COUNTRIES[code].name,
        rule=rule,
        confidence=_CONFIDENCE.get(match.place.kind, 0.75),
    )
