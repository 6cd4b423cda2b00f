import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('quiz', '0006_the_editors_desk'),
    ]

    operations = [
        migrations.AddField(
            model_name='sitting',
            name='leaves_no_trace',
            field=models.BooleanField(default=False, help_text='Erased when its owner ends it, or an hour after the last answer.'),
        ),
        migrations.AddField(
            model_name='sitting',
            name='version',
            field=models.PositiveIntegerField(default=0, help_text='Grows with each write of answers.'),
        ),
        migrations.CreateModel(
            name='ShareLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('created_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField(db_index=True)),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('shows_name', models.BooleanField(default=False)),
                ('sitting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='share_links', to='quiz.sitting')),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at'))), name='quiz_sharelink_expires_after_it_is_made', violation_error_message='A link expires after it is made.')],
            },
        ),
    ]
