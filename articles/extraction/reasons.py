"""The rules in plain words, for readers who ask why somebody or somewhere was found."""

from collections.abc import Mapping

_RULES: Mapping[str, str] = {
    "given-name": "begins with a given name",
    "family-name-first": "begins with an East Asian family name",
    "initial": "begins with an initial",
    "title": "stands behind a title",
    "joined": "joins two names by an Arabic article",
    "particle": "has a particle such as van within",
    "generation": "ends with Jr or Sr",
    "result": "is listed with what somebody did in a game",
    "run": "is written and used like a person's name",
    "repeated": "repeats a name the article gives with more",
    "surname": "is the family name of somebody the article names in full",
    "given-name-alone": "is the given name of somebody the article names in full",
    "surname-in-capitals": "in capitals, is a name the article gives elsewhere",
    "reigning": "is a monarch, a royal or a pope, known by one name",
    "title-surname": "is a family name behind a title",
    "title-in-archive": "is a family name behind a title; the archive knows one person who fits",
    "name": "is the country's name",
    "demonym": "is the word for its people",
    "capital": "is its capital",
    "metonym": "stands for its government",
    "state": "is one of its states",
    "abbreviation": "is an abbreviated state behind a town",
    "region": "is one of its regions",
    "city": "is one of its cities",
    "town-state": "is a town, as the state or country behind it says",
    "town-state-before": "is a town of which the article gives the state elsewhere",
}
_DECIDED = {
    "-by-date": "; the article's date decides which state that was",
    "-by-context": "; other words of the article decide between two places",
    "-currency": ", here of its money",
    "-agreement": ", here of what was agreed there",
    "-firm": ", here within the name of a firm",
}


def reason(rule: str) -> str:
    """Return what a rule says of a mention ("begins with a given name"); "" if it is unknown."""
    for ending, decided in _DECIDED.items():
        if rule.endswith(ending):
            known = reason(rule.removesuffix(ending))
            return f"{known}{decided}" if known else ""
    return _RULES.get(rule, "")
