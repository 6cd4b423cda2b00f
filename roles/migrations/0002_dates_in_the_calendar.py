from django.db import migrations, models

import roles.models.pay


class Migration(migrations.Migration):
    dependencies = [
        ("roles", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="figure",
            name="as_of",
            field=models.CharField(
                blank=True,
                help_text="2025, 2025-05 or 2025-05-31; empty if unknown.",
                max_length=10,
                validators=[roles.models.pay.validate_partial_date],
                verbose_name="as of",
            ),
        ),
    ]
