from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("quiz", "0008_compared_roles_and_appeal")]

    operations = [
        migrations.CreateModel(
            name="ContentConflict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("model", models.CharField(max_length=60)),
                ("key", models.CharField(help_text="The natural key, its parts joined by slashes.", max_length=240)),
                ("field", models.CharField(blank=True, max_length=60)),
                ("then", models.JSONField(help_text="What was shipped before.", null=True)),
                ("now", models.JSONField(help_text="What is shipped now.", null=True)),
                ("found_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "conflict with a release",
                "verbose_name_plural": "conflicts with a release",
                "ordering": ["model", "key", "field"],
                "constraints": [
                    models.UniqueConstraint(fields=("model", "key", "field"), name="quiz_contentconflict_once")
                ],
            },
        ),
    ]
