"""Decisions as sentences."""

from collections.abc import Sequence

from articles.models import Decision

Kind = Decision.Kind
_SENTENCES: dict[str, str] = {
    Kind.MERGE: "{subject} merged into {object}",
    Kind.DIFFERENT: "{subject} and {object} are different",
    Kind.ALIAS: "{subject} also goes by “{value}”",
    Kind.UNALIAS: "{subject} does not go by “{value}”",
    Kind.RENAME: "{subject} renamed to “{value}”",
    Kind.REJECT: "{subject} rejected",
    Kind.UNREJECT: "{subject} accepted again",
    Kind.CONFIRM: "{subject} confirmed",
    Kind.PIN: "{subject} added",
    Kind.UNPIN: "{subject} taken out",
    Kind.SPLIT: "{subject} is {object}",
    Kind.SET: "{field} set to “{value}”",
}
_FIELDS = {
    "published_on": "date",
    "slugline": "keyword line",
    "revision": "kind of version",
    "revision_note": "correction note",
    "withheld_reason": "reason to withhold",
    "visible_from": "embargo",
}
_CLEARED, _WITHHELD, _RELEASED = "{field} emptied", "withheld", "no longer withheld"
_OF_WORDS = "“{value}” means {meant}"


def sentence(decision: Decision) -> str:
    """Return what was decided, in one line of plain text; load subject and object with it."""
    if decision.reverts is not None:
        return _undoing(decision.reverts)
    said = _form(decision).format(
        kind=decision.get_kind_display(),
        subject=decision.before.get("name", decision.subject),
        object=decision.object,
        meant=decision.object or decision.subject,
        field=_FIELDS.get(decision.field, decision.field),
        value=decision.value,
    )
    return said + _within(decision)


def _form(decision: Decision) -> str:
    if decision.start is not None:
        return _OF_WORDS
    if decision.field == "withheld":
        return _WITHHELD if decision.value else _RELEASED
    if decision.kind == Kind.SET and not decision.value:
        return _CLEARED
    return _SENTENCES.get(decision.kind, "{kind}: {subject}")


def _undoing(decision: Decision) -> str:
    if decision.reverts is None:
        return f"Undone: {sentence(decision)}"
    if decision.reverts.reverts is None:
        return f"Brought back: {sentence(decision.reverts)}"
    return _undoing(decision.reverts.reverts)


def _within(decision: Decision) -> str:
    if decision.scope_article_id is not None:
        return f" in article {decision.scope_article_id}"
    if decision.scope_source is not None:
        return f" in {decision.scope_source}"
    return ""


def group_sentence(made: Sequence[Decision]) -> str:
    """Return the first of decisions made in one go as a sentence, and how many more there are."""
    more = f", and {len(made) - 1} more" if len(made) > 1 else ""
    return f"{sentence(made[0])}{more}"
