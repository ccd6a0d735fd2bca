import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

# The table takes no changes: the new column is filled by the role that owns it, with the trigger off.
TRIGGER = "ALTER TABLE procurement_awardletter {} TRIGGER procurement_awardletter_append_only"


def fill(apps, schema_editor):
    """Whom each letter told: the candidate's supplier."""
    letters = apps.get_model("procurement", "AwardLetter").objects
    candidates = apps.get_model("procurement", "Candidate").objects.filter(pk=OuterRef("candidate_id"))
    letters.update(supplier_id=Subquery(candidates.values("supplier_id")[:1]))


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0001_initial"),
        ("procurement", "0071_framework_expiry"),
    ]

    operations = [
        migrations.AddField(
            model_name="awardletter",
            name="supplier",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="orgs.body",
                verbose_name="供应商",
            ),
        ),
        migrations.RunSQL(TRIGGER.format("DISABLE"), migrations.RunSQL.noop),
        migrations.RunPython(fill, migrations.RunPython.noop),
        # The check of a foreign key that was just filled is due before the table is altered again.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL IMMEDIATE"),
        migrations.RunSQL(TRIGGER.format("ENABLE"), migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="awardletter",
            name="supplier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="orgs.body",
                verbose_name="供应商",
            ),
        ),
        migrations.AlterField(
            model_name="awardletter",
            name="candidate",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="letter",
                to="procurement.candidate",
            ),
        ),
    ]
