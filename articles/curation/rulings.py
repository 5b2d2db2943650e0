"""Which decisions hold: those that nobody took back, or whose undo was itself undone."""

from collections.abc import Iterable

from articles.models import Decision


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the rulings that hold, oldest first; the undoing decisions themselves are left out.

    Undoing an undo brings its decision back at its old place in the order. Pass the whole chain of
    undos: each names the same subject, object and scope as the decision that it takes back.
    """
    holding: list[Decision] = []
    taken_back: set[int | None] = set()
    for decision in sorted(decisions, key=_age, reverse=True):
        if decision.pk in taken_back:
            continue
        if decision.kind == Decision.Kind.REVERT:
            taken_back.add(decision.reverts_id)
        else:
            holding.append(decision)
    return holding[::-1]


def _age(decision: Decision) -> int:
    return decision.pk
