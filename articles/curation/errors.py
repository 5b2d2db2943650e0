"""What can stand in the way of a decision, each with a sentence an editor can act on."""

from collections.abc import Sequence

from articles.curation.wording import sentence
from articles.models import Decision


class CurationError(Exception):
    """A decision that cannot be made; nothing was changed."""


class NothingToDecide(CurationError):
    """What was asked for is so already, or no entity was named."""


class SelfReference(CurationError):
    """An entity was to be merged with, or told apart from, itself."""


class KindMismatch(CurationError):
    """A person was to be joined with a country."""


class AlreadyMerged(CurationError):
    """The entity stands for another one now, which is the one to decide about."""


class RejectedSurvivor(CurationError):
    """Articles would disappear into a rejected entity."""


class MergeCycle(CurationError):
    """Merges would lead back to where they began."""


class KeptApart(CurationError):
    """An editor ruled that two of the entities are different."""


class BadName(CurationError):
    """The name is empty, too long or holds characters that no name has."""


class NameTaken(CurationError):
    """Another entity goes by the name."""


class NoSuchAlias(CurationError):
    """The entity does not go by that name, or it is the name it is shown under."""


class BadSelection(CurationError):
    """The selected words are not in the article as it stands."""


class BadValue(CurationError):
    """An article cannot have this value, or not so many articles at once."""


class StalePreview(CurationError):
    """Something the preview showed has changed since."""


class DependedOn(CurationError):
    """Later decisions in force rest on the one to be undone; ``decisions`` are these."""

    def __init__(self, decisions: Sequence[Decision]) -> None:
        self.decisions = tuple(decisions)
        named = "; ".join(
            f"{sentence(decision)} by {decision.actor_name} (no. {decision.pk})"
            for decision in decisions
        )
        super().__init__(
            f"Later decisions rest on this one. Undo them first, or together: {named}."
        )
