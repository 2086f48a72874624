from django.db import migrations


def keep_choices(apps, schema_editor):
    """Say in a word what was to become of each row."""
    rows = apps.get_model('initiatives', 'ReturnedRow').objects.using(schema_editor.connection.alias)
    rows.filter(is_chosen=True).update(choice='all')
    rows.filter(is_chosen=False).update(choice='none')


def keep_whether_chosen(apps, schema_editor):
    rows = apps.get_model('initiatives', 'ReturnedRow').objects.using(schema_editor.connection.alias)
    rows.filter(choice='all').update(is_chosen=True)
    rows.filter(choice='none').update(is_chosen=False)


class Migration(migrations.Migration):

    dependencies = [
        ('initiatives', '0014_choice_of_a_returned_row'),
    ]

    operations = [
        migrations.RunPython(keep_choices, keep_whether_chosen),
    ]
