import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

# What is published takes no changes: the new column is filled by the role that owns it, with the trigger off.
TRIGGER = "ALTER TABLE procurement_notice {} TRIGGER procurement_notice_immutable"
NOW = "SET CONSTRAINTS ALL IMMEDIATE"


def fill(apps, schema_editor):
    """Whose order a notice tells: of the result, of its end, of the contract, and the corrections of these."""
    notices = apps.get_model("procurement", "Notice").objects.filter(buyer=None)
    for model, buyer in (
        ("FrameworkOrder", "buyer_id"),
        ("FrameworkOrderEnd", "order__buyer_id"),
        ("OrderContract", "order__buyer_id"),
    ):
        rows = apps.get_model("procurement", model).objects.filter(notice__isnull=False)
        own = rows.filter(notice=OuterRef("pk")).values(buyer)[:1]
        notices.filter(pk__in=rows.values("notice")).update(buyer_id=Subquery(own))
    told = apps.get_model("procurement", "Notice").objects.filter(buyer__isnull=False)
    own = told.filter(pk=OuterRef("corrects_id")).values("buyer_id")[:1]
    notices.filter(corrects__in=told.values("pk")).update(buyer_id=Subquery(own))


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0023_decided_numbers"),
        ("procurement", "0079_ended_orders"),
    ]

    operations = [
        migrations.AddField(
            model_name="notice",
            name="buyer",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="orgs.body",
                verbose_name="下单单位",
            ),
        ),
        migrations.RunSQL(TRIGGER.format("DISABLE"), migrations.RunSQL.noop),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunSQL(NOW, migrations.RunSQL.noop),
        migrations.RunSQL(TRIGGER.format("ENABLE"), migrations.RunSQL.noop),
    ]
