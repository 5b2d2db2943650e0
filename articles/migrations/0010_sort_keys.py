from django.db import migrations, models
from django.db.models import Q

from articles.extraction.collation import collation_key


CHUNK = 20_000


def fill(apps, schema_editor):
    """Give the entities that are there what lists compare; 200,000 take seconds."""
    entities = apps.get_model("articles", "Entity").objects.order_by("id")
    update = "UPDATE articles_entity SET sort_key = %s WHERE id = %s"
    last = 0
    while rows := list(entities.filter(id__gt=last).values_list("id", "sort_name", "name")[:CHUNK]):
        keys = [(collation_key(entry or name), id_) for id_, entry, name in rows]
        with schema_editor.connection.cursor() as cursor:
            cursor.executemany(update, keys)
        last = rows[-1][0]


def compare_by_code_points(apps, schema_editor):
    """Have PostgreSQL order keys as SQLite does, not by a language's rules."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute('ALTER TABLE articles_entity ALTER sort_key TYPE text COLLATE "C"')


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0009_small_indexes'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='entity', name='entity_by_name'),
        migrations.RemoveIndex(model_name='entity', name='entity_listed'),
        migrations.AddField(
            model_name='entity',
            name='sort_key',
            field=models.TextField(default=''),
            preserve_default=False,
        ),
        migrations.RunPython(compare_by_code_points, migrations.RunPython.noop),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='entity',
            index=models.Index(fields=['kind', 'sort_key'], name='entity_by_name'),
        ),
        migrations.AddIndex(
            model_name='entity',
            index=models.Index(condition=Q(('merged_into', None), Q(('article_count', 0), _negated=True)), fields=['kind', 'sort_key'], name='entity_listed'),
        ),
        migrations.AddConstraint(
            model_name='entity',
            constraint=models.CheckConstraint(condition=Q(('sort_key', ''), _negated=True), name='entity_has_sort_key'),
        ),
    ]
