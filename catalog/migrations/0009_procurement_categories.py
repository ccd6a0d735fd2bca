"""Procurement categories (C codes) of the items, with what has been verified."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0008_item_succession")]

    operations = [
        migrations.CreateModel(
            name="ProcurementCategory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=12, unique=True, verbose_name="品目编码")),
                ("name", models.CharField(max_length=120, verbose_name="品目名称")),
            ],
            options={
                "verbose_name": "政府采购品目",
                "verbose_name_plural": "政府采购品目",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="CategoryLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="来源")),
                ("is_verified", models.BooleanField(default=False, verbose_name="已与正式文件核对")),
            ],
            options={
                "verbose_name": "政府采购品目对照",
                "verbose_name_plural": "政府采购品目对照",
                "ordering": ["category__code"],
            },
        ),
        migrations.AddField(
            model_name="categorylink",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="category_links",
                to="catalog.catalogueitem",
            ),
        ),
        migrations.AddField(
            model_name="categorylink",
            name="category",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="links",
                to="catalog.procurementcategory",
            ),
        ),
        migrations.AddField(
            model_name="procurementcategory",
            name="items",
            field=models.ManyToManyField(
                related_name="categories",
                through="catalog.CategoryLink",
                to="catalog.catalogueitem",
                verbose_name="目录品目",
            ),
        ),
        migrations.AddConstraint(
            model_name="categorylink",
            constraint=models.UniqueConstraint(fields=("item", "category"), name="category_link_once"),
        ),
    ]
