"""An order has its number and, where a unit orders, its budget line; earlier orders are numbered by package."""

import django.db.models.deletion
from django.db import migrations, models


def number_orders(apps, schema_editor) -> None:
    """The orders of each package in their order."""
    counts: dict[int, int] = {}
    orders = apps.get_model("procurement", "FrameworkOrder").objects.select_related("member__package")
    for order in orders.order_by("pk"):
        package = order.member.package
        counts[package.pk] = counts.get(package.pk, 0) + 1
        order.number = f"{package.number}-D{counts[package.pk]:03d}"
        order.save(update_fields=["number"])


class Migration(migrations.Migration):
    dependencies = [
        ("procurement", "0063_mall_orders"),
    ]

    operations = [
        migrations.AddField(
            model_name="frameworkorder",
            name="line",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="procurement.budgetline",
                verbose_name="预算指标",
            ),
        ),
        migrations.AddField(
            model_name="frameworkorder",
            name="number",
            field=models.CharField(default="", max_length=60, verbose_name="成交编号"),
            preserve_default=False,
        ),
        migrations.RunPython(number_orders, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="frameworkorder",
            name="number",
            field=models.CharField(max_length=60, unique=True, verbose_name="成交编号"),
        ),
    ]
