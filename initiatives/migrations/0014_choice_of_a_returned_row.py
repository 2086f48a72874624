from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('initiatives', '0013_returned_workbooks_and_moves_in'),
    ]

    operations = [
        migrations.AddField(
            model_name='returnedrow',
            name='choice',
            field=models.CharField(blank=True, choices=[('all', 'All of it'), ('rest', 'All but what was changed on screen too'), ('none', 'Nothing')], default='', help_text='What is to be recorded of it; blank where a person has to choose.', max_length=10),
            preserve_default=False,
        ),
    ]
