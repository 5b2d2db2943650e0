"""The four groups of a newsroom with what each may do, and the row that orders deciding."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

READER = ("view_article", "view_entity", "view_source")
CURATOR = (
    *READER,
    *("view_alias", "view_mention", "view_articleentity", "view_decision", "view_import"),
    *("change_entity", "add_decision"),
)
LIBRARIAN = (
    *CURATOR,
    *(
        "add_article",
        "change_article",
        "delete_article",
        "change_source",
        "view_importfailure",
        "view_indextask",
    ),
    *("add_import", "change_import", "change_importfailure"),
)
GROUPS = {"Reader": READER, "Curator": CURATOR, "Librarian": LIBRARIAN}
ADMINISTRATOR = "Administrator"


def make_groups(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the groups. Permissions are normally made after all migrations, so make them first."""
    for label in ("articles", "auth"):
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
        config.models_module = None
    group_model = apps.get_model("auth", "Group")
    permissions = apps.get_model("auth", "Permission").objects
    for name, codenames in GROUPS.items():
        group, _ = group_model.objects.get_or_create(name=name)
        group.permissions.add(
            *permissions.filter(content_type__app_label="articles", codename__in=codenames)
        )
    administrator, _ = group_model.objects.get_or_create(name=ADMINISTRATOR)
    administrator.permissions.add(
        *permissions.filter(content_type__app_label__in=("articles", "auth"))
    )


def remove_groups(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    names = (*GROUPS, ADMINISTRATOR)
    apps.get_model("auth", "Group").objects.filter(name__in=names).delete()


def make_state(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("articles", "CurationState").objects.get_or_create(id=1)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(make_groups, remove_groups),
        migrations.RunPython(make_state, migrations.RunPython.noop),
    ]
