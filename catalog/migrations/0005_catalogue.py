"""Whose catalogue an edition belongs to becomes a record of its own."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0004_paper_uses")]

    operations = [
        migrations.CreateModel(
            name="Catalogue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="代号")),
                (
                    "kind",
                    models.CharField(
                        choices=[("general", "通用目录"), ("departmental", "部门目录")],
                        max_length=20,
                        verbose_name="种类",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="名称")),
                ("owner_name", models.CharField(max_length=120, verbose_name="编制单位")),
                (
                    "owner_code",
                    models.CharField(blank=True, max_length=18, verbose_name="编制单位统一社会信用代码"),
                ),
            ],
            options={
                "verbose_name": "目录",
                "verbose_name_plural": "目录",
                "ordering": ["-kind", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "general")),
                        fields=("kind",),
                        name="one_general_catalogue",
                    )
                ],
            },
        ),
        migrations.RemoveConstraint("CatalogueEdition", "one_edition_in_force"),
        migrations.AddField(
            "CatalogueEdition",
            "catalogue",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="editions",
                to="catalog.catalogue",
                verbose_name="目录",
            ),
        ),
        migrations.AddField(
            "CatalogueEdition",
            "in_force_to",
            models.DateField(blank=True, null=True, verbose_name="失效日期"),
        ),
    ]
