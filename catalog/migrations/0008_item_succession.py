"""What became of each item in the next edition."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0007_edition_workflow")]

    operations = [
        migrations.CreateModel(
            name="ItemSuccession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("kept", "保留"),
                            ("renamed", "更名"),
                            ("split", "拆分"),
                            ("merged", "合并"),
                            ("retired", "取消"),
                        ],
                        max_length=10,
                        verbose_name="变化",
                    ),
                ),
            ],
            options={
                "verbose_name": "品目沿革",
                "verbose_name_plural": "品目沿革",
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="itemsuccession",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="successions",
                to="catalog.catalogueedition",
                verbose_name="新版本",
            ),
        ),
        migrations.AddField(
            model_name="itemsuccession",
            name="new",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="predecessors",
                to="catalog.catalogueitem",
                verbose_name="新品目",
            ),
        ),
        migrations.AddField(
            model_name="itemsuccession",
            name="old",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="successors",
                to="catalog.catalogueitem",
                verbose_name="原品目",
            ),
        ),
        migrations.AddConstraint(
            model_name="itemsuccession",
            constraint=models.UniqueConstraint(
                fields=("edition", "old", "new"), name="succession_once", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="itemsuccession",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("how", "retired"), ("new__isnull", True)),
                    models.Q(models.Q(("how", "retired"), _negated=True), ("new__isnull", False)),
                    _connector="OR",
                ),
                name="only_a_retired_item_has_no_successor",
            ),
        ),
    ]
