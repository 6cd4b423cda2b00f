import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('quiz', '0007_share_links_and_no_trace'),
    ]

    operations = [
        migrations.AddField(
            model_name='sitting',
            name='compare',
            field=models.JSONField(blank=True, default=list, help_text='Slugs of the roles set side by side; empty: the leading ones.'),
        ),
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(help_text='Slug of the role in the sitting’s edition.', max_length=60)),
                ('answer', models.CharField(choices=[('yes', 'Yes'), ('unsure', 'Not sure'), ('no', 'No')], max_length=6)),
                ('fit_decile', models.PositiveSmallIntegerField(help_text='Tenth of the ranking that the role stood in when it was answered: 10 holds the first.')),
                ('sitting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='appeals', to='quiz.sitting')),
            ],
            options={
                'ordering': ['sitting', 'role'],
                'constraints': [models.UniqueConstraint(fields=('sitting', 'role'), name='quiz_appeal_one_per_role'), models.CheckConstraint(condition=models.Q(('answer__in', ['yes', 'unsure', 'no'])), name='quiz_appeal_known_answer', violation_error_message='Not one of the answers that the question takes.'), models.CheckConstraint(condition=models.Q(('fit_decile__gte', 1), ('fit_decile__lte', 10)), name='quiz_appeal_decile_1_to_10', violation_error_message='A tenth of the ranking is a number from 1 to 10.')],
            },
        ),
    ]
