"""What a decision would touch, and whether that has changed since an editor looked at it."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db.models import Max

from articles.curation.apart import cluster, different_pairs, joined, kept_apart
from articles.curation.decide import check_merge, present
from articles.curation.errors import CurationError, StalePreview
from articles.curation.settle import deciding
from articles.models import Alias, Article, ArticleEntity, Entity, Mention

SAMPLES = 3
AROUND = 60
_DERIVED = (Entity.Level.CANDIDATE, Entity.Level.ESTABLISHED)


@dataclass(frozen=True, slots=True)
class Sample:
    """One mention in its text: what stands before it, itself, and what follows."""

    article: Article
    before: str
    surface: str
    after: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a decision would touch. With ``conflicts``, sentences, it cannot be made.

    ``fingerprint`` changes when any entity concerned, or a ruling about it, changes.
    """

    entities: tuple[Entity, ...]
    articles: int
    mentions: int
    samples: tuple[Sample, ...]
    gained: tuple[str, ...]
    conflicts: tuple[str, ...]
    fingerprint: str


def preview(entities: Iterable[Entity]) -> Preview:
    """Return what a ruling on these entities would touch."""
    named = list(Entity.objects.filter(id__in=[entity.pk for entity in entities]))
    return _preview(named, named, (), ())


def preview_merge(subjects: Iterable[Entity], into: Entity) -> Preview:
    """Return what letting ``into`` stand for the subjects would touch."""
    subjects = list(subjects)
    moved = cluster([entity.pk for entity in subjects])
    own = set(into.aliases.values_list("text", flat=True))
    gained = Alias.objects.filter(entity_id__in=moved).exclude(text__in=own)
    return _preview(
        list(dict.fromkeys([*subjects, into])),
        subjects,
        sorted(set(gained.values_list("text", flat=True))),
        list(_merge_conflicts(subjects, into)),
    )


def _merge_conflicts(subjects: Sequence[Entity], into: Entity) -> Iterator[str]:
    try:
        check_merge(present(subjects), present([into])[0])
    except CurationError as error:
        yield str(error)
    together = cluster([entity.pk for entity in (*subjects, into)])
    ruling = joined(dict.fromkeys(together, into.pk))
    if ruling is not None:
        yield kept_apart(ruling)


def _preview(
    named: Sequence[Entity],
    touched: Sequence[Entity],
    gained: Sequence[str],
    conflicts: Sequence[str],
) -> Preview:
    members = list(cluster([entity.pk for entity in touched]))
    rows = ArticleEntity.objects.filter(entity_id__in=members)
    return Preview(
        entities=tuple(named),
        articles=rows.values("article").distinct().count(),
        mentions=Mention.objects.filter(entity_id__in=members).count(),
        samples=tuple(samples(members)),
        gained=tuple(gained),
        conflicts=tuple(conflicts),
        fingerprint=fingerprint([entity.pk for entity in named]),
    )


def samples(members: Collection[int], most: int = SAMPLES) -> Iterator[Sample]:
    """Yield mentions of these entities, each of another article, the newest first."""
    mentions = Mention.objects.filter(entity_id__in=members, field=Mention.Field.BODY)
    firsts = mentions.values("article").annotate(first=Max("id")).order_by("-first")[:most]
    chosen = Mention.objects.filter(id__in=[row["first"] for row in firsts])
    for mention in chosen.select_related("article").order_by("-id"):
        text = mention.article.body
        yield Sample(
            article=mention.article,
            before=text[max(0, mention.start - AROUND) : mention.start],
            surface=text[mention.start : mention.end],
            after=text[mention.end : mention.end + AROUND],
        )


def fingerprint(entity_ids: Collection[int]) -> str:
    """Return a hash of these entities, all merged with them, and the rulings of difference.

    It covers names, roots, editors' levels and the last decision on each, but no counts: new
    articles do not make a preview stale.
    """
    members = cluster(entity_ids)
    rows = Entity.objects.filter(id__in=members).order_by("id")
    state = [
        (
            id_,
            root_id,
            name,
            "" if level in _DERIVED else level,
            last or 0,
            last_as_object or 0,
        )
        for id_, root_id, name, level, last, last_as_object in rows.annotate(
            last=Max("decisions"), last_as_object=Max("decisions_as_object")
        ).values_list("id", "root_id", "name", "level", "last", "last_as_object")
    ]
    pairs = sorted((row.subject_id, row.object_id) for row in different_pairs(members))
    return hashlib.sha256(json.dumps([state, pairs]).encode()).hexdigest()


@contextmanager
def as_previewed(entity_ids: Collection[int], seen: str) -> Iterator[None]:
    """Decide within this block about what an editor saw; ``seen`` is the preview's fingerprint.

    Raises ``StalePreview`` when anything it covers has changed since. The lock is held until the
    block ends, and an error in it leaves nothing half done.
    """
    with deciding():
        if fingerprint(entity_ids) != seen:
            raise StalePreview("Somebody changed this meanwhile. Here is how it stands now.")
        yield
