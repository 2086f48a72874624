from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('initiatives', '0015_choices_kept_of_returned_rows'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='returnedrow',
            name='is_chosen',
        ),
    ]
