"""A small archive made of mentions alone, and a picture of all that decisions may change."""

from datetime import date, timedelta

from django.contrib.auth.models import User
from django.db import transaction

from articles.curation.people import ensure_people
from articles.curation.projection import reproject
from articles.curation.state import lock
from articles.extraction.names import normalise_name
from articles.extraction.spans import Span
from articles.models import Alias, Article, ArticleEntity, Entity, Mention, Source

FIRST = date(2024, 1, 1)


def editor(name="ada"):
    return User.objects.get_or_create(username=name)[0]


@transaction.atomic
def report(*people, countries=(), source="Wire"):
    """Store one more article that names these people and countries, a day after the last."""
    number = Article.objects.count()
    owner, _ = Source.objects.get_or_create(
        key=source.casefold(), defaults={"name": source, "slug": source.casefold()}
    )
    article = Article.objects.create(
        source=owner,
        external_id=str(number),
        headline=f"Report {number}",
        body=" and ".join((*people, *countries)),
        published_on=FIRST + timedelta(days=number),
        content_hash=str(number),
        record_hash=str(number),
    )
    spans = list(_spans(people, countries))
    lock()
    ensure_people(spans)
    for span in spans:
        Mention.objects.create(
            article=article,
            extractor_version=1,
            **{name: getattr(span, name) for name in Span.__slots__},
        )
    reproject([article.pk])
    return article


def _spans(people, countries):
    at = 0
    for text in (*people, *countries):
        kind = "person" if text in people else "country"
        key = normalise_name(text) if kind == "person" else text
        yield Span("body", at, at + len(text), text, kind, key, text, "test", 0.9)
        at += len(text) + len(" and ")


def person(name):
    return Entity.objects.get(kind="person", aliases__key=normalise_name(name))


def country(code):
    return Entity.objects.get(code=code)


def people_of(article):
    """Return the names of the people readers see in the article."""
    rows = ArticleEntity.objects.filter(article=article, entity__kind="person")
    roots = {row.entity.root for row in rows.select_related("entity__root")}
    return sorted(root.name for root in roots if root.level != "rejected")


def names_of(entity):
    return sorted(Alias.objects.filter(entity__root=entity).values_list("text", flat=True))


def picture():
    """Return everything decisions may change, but for versions and the ids of editors' aliases."""
    kept = ("name", "sort_name", "sort_key", "slug", "level", "merged_into", "root")
    counted = ("article_count", "first_on", "last_on")
    aliases = Alias.objects.values_list("entity", "text", "key", "kind", "origin")
    given = Alias.objects.exclude(origin="editor").values_list("id", "entity", "text")
    fields = ("headline", "byline", "published_on", "published_at", "provenance")
    rows = ("article", "entity", "mention_count", "first_position", "salience", "main", "by_title")
    return {
        "entities": set(Entity.objects.values_list("id", *kept, *counted)),
        "aliases": sorted(aliases),
        "given": set(given),
        "fields": [str(row) for row in Article.objects.order_by("id").values_list("id", *fields)],
        "rows": sorted(ArticleEntity.objects.values_list(*rows)),
        "mentions": set(Mention.objects.values_list("id", "entity", "by_title")),
    }
