"""The editors' decisions as every search sees them, read from the database and kept per version."""

from articles.models import CurationState, Entity, IndexTask
from articles.search.documents import article_entities
from articles.search.entity_view import ArticleEntities, EntityView

MAX_OVERRIDES = 20_000

_NOTHING = EntityView(version=-1)
_cached = _NOTHING


def entity_view() -> EntityView:
    """Return the present view: one row is read to see whether the kept one still holds."""
    global _cached  # noqa: PLW0603  One view a process; replacing it is atomic.
    version = CurationState.objects.values_list("version", flat=True).first() or 0
    if _cached.version != version:
        _cached = _load(version)
    overrides = _overrides()
    if not overrides:
        return _cached
    return EntityView(_cached.version, _cached.roots, _cached.hidden, overrides)


def forget() -> None:
    """Drop the kept view, as after another database was connected."""
    global _cached  # noqa: PLW0603  As above.
    _cached = _NOTHING


def _load(version: int) -> EntityView:
    merged = Entity.objects.exclude(merged_into=None)
    hidden = Entity.objects.filter(level=Entity.Level.REJECTED, merged_into=None)
    return EntityView(
        version=version,
        roots=dict(merged.values_list("id", "root_id")),
        hidden=frozenset(hidden.values_list("id", flat=True)),
    )


def _overrides() -> dict[int, ArticleEntities]:
    tasks = IndexTask.objects.filter(drained_at=None, kind=IndexTask.Kind.ENTITIES)
    waiting = tasks.order_by("article_id").values_list("article_id", flat=True)
    ids = set(waiting.distinct()[:MAX_OVERRIDES])
    if not ids:
        return {}
    entities = article_entities(ids)
    return {id_: entities.get(id_, ArticleEntities()) for id_ in ids}
