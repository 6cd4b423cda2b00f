from django.db import migrations, models

from roles.migrating import AddIndexInUse


class Migration(migrations.Migration):

    atomic = False  # There is a printing for each of a million results, and workers write meanwhile.

    dependencies = [
        ('reports', '0001_background_printing'),
    ]

    operations = [
        AddIndexInUse(
            model_name='printing',
            index=models.Index(fields=['stage', 'asked_at'], name='reports_printing_by_stage'),
        ),
        migrations.RemoveIndex(
            model_name='printing',
            name='reports_printing_open',
        ),
    ]
