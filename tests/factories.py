"""Real rows for tests. Each function makes one thing, complete, from as few words as needed."""

from datetime import date
from itertools import count

from django.contrib.auth.models import Group, User

from articles.curation.naming import name_columns
from articles.extraction.names import normalise_name
from articles.ingest.text import text_hash
from articles.models import Alias, Article, ArticleEntity, Entity, Mention, Source

numbers = count(1)
DAY = date(2024, 6, 7)


def make_source(name="Meridian Wire"):
    key = name.casefold()
    source, _ = Source.objects.get_or_create(
        key=key, defaults={"name": name, "slug": key.replace(" ", "-")}
    )
    return source


def make_article(**values):
    number = next(numbers)
    values.setdefault("source", make_source())
    values.setdefault("external_id", f"a{number}")
    values.setdefault("headline", f"Headline {number}")
    values.setdefault("body", f"Body of article {number}.")
    values.setdefault("published_on", DAY)
    values.setdefault("content_hash", text_hash(values["body"]))
    values.setdefault("record_hash", text_hash(str(number)))
    return Article.objects.create(**values)


def make_person(name="Jane Doe", **values):
    key = normalise_name(name)
    values.setdefault("slug", f"{key.replace(' ', '-')}")
    person = Entity.objects.create(
        kind=Entity.Kind.PERSON, **name_columns(Entity.Kind.PERSON, name), **values
    )
    if person.root is None:
        Entity.objects.filter(pk=person.pk).update(root=person.merged_into or person)
        person.refresh_from_db()
    Alias.objects.create(entity=person, text=name, key=key, origin=Alias.Origin.EXTRACTION)
    return person


def make_country(code="QA"):
    """Return the country of the table that migrating has made."""
    return Entity.objects.get(code=code)


def make_mention(article, entity, surface=None, *, field="body", start=None, rule="title"):
    text = getattr(article, field)
    surface = surface or entity.name
    start = text.index(surface) if start is None else start
    return Mention.objects.create(
        article=article,
        field=field,
        start=start,
        end=start + len(surface),
        surface=surface,
        kind=entity.kind,
        key=entity.code or normalise_name(entity.name),
        name=entity.name,
        rule=rule,
        confidence=0.9,
        extractor_version=1,
        entity=entity,
    )


def link(article, entity, *, main=False, mentions=1, salience=0.5):
    """Store that the article is about the entity, as facets and pages see it."""
    return ArticleEntity.objects.create(
        article=article,
        entity=entity,
        mention_count=mentions,
        first_position=0,
        salience=salience,
        main=main,
    )


def make_user(name="reader", *, group=None, superuser=False, staff=False):
    user = User.objects.create_user(name, password="a long password")
    user.is_superuser = superuser
    user.is_staff = staff or superuser
    user.save()
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user
