"""The rules in plain words, for readers who ask why somebody or somewhere was found."""

from collections.abc import Mapping


def _(text: str) -> str:
    """Mark a text for translation; it stays as it is."""
    return text


_RULES: Mapping[str, str] = {
    "given-name": _("begins with a given name"),
    "family-name-first": _("begins with an East Asian family name"),
    "initial": _("begins with an initial"),
    "title": _("stands behind a title"),
    "joined": _("joins two names by an Arabic article"),
    "particle": _("has a particle such as van within"),
    "generation": _("ends with Jr or Sr"),
    "result": _("is listed with what somebody did in a game"),
    "run": _("is written and used like a person's name"),
    "repeated": _("repeats a name the article gives with more"),
    "surname": _("is the family name of somebody the article names in full"),
    "given-name-alone": _("is the given name of somebody the article names in full"),
    "surname-in-capitals": _("in capitals, is a name the article gives elsewhere"),
    "reigning": _("is a monarch, a royal or a pope, known by one name"),
    "title-surname": _("is a family name behind a title"),
    "title-in-archive": _("is a family name behind a title; the archive knows one person who fits"),
    "name": _("is the country's name"),
    "demonym": _("is the word for its people"),
    "capital": _("is its capital"),
    "metonym": _("stands for its government"),
    "state": _("is one of its states"),
    "abbreviation": _("is an abbreviated state behind a town"),
    "region": _("is one of its regions"),
    "city": _("is one of its cities"),
    "town-state": _("is a town, as the state or country behind it says"),
    "town-state-before": _("is a town of which the article gives the state elsewhere"),
}
_DECIDED = {
    "-by-date": _("; the article's date decides which state that was"),
    "-by-context": _("; other words of the article decide between two places"),
    "-currency": _(", here of its money"),
    "-agreement": _(", here of what was agreed there"),
    "-firm": _(", here within the name of a firm"),
}


def reason(rule: str) -> str:
    """Return what a rule says of a mention ("begins with a given name"); "" if it is unknown."""
    return "".join(reason_parts(rule))


def reason_parts(rule: str) -> tuple[str, ...]:
    """Return the same in the pieces it is made of, each of which can be translated."""
    for ending, decided in _DECIDED.items():
        if rule.endswith(ending):
            known = reason_parts(rule.removesuffix(ending))
            return (*known, decided) if known else ()
    return (_RULES[rule],) if rule in _RULES else ()
