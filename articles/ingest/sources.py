"""Sources by name, made when an article first names them."""

from collections.abc import Iterable

from anyascii import anyascii
from django.utils.text import slugify

from articles.ingest.identity import Identity
from articles.models import Source


def ensure_sources(identities: Iterable[Identity]) -> dict[str, Source]:
    """Return the source of each key, creating those the archive does not know."""
    names = {identity.source_key: identity.source_name for identity in identities}
    known = {source.key: source for source in Source.objects.filter(key__in=names)}
    for key in sorted(set(names) - set(known)):
        known[key] = Source.objects.create(name=names[key], key=key, slug=_free_slug(key))
    return known


def _free_slug(key: str) -> str:
    wanted = slugify(anyascii(key))[:180] or "source"
    taken = set(Source.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    slug, number = wanted, 2
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug
