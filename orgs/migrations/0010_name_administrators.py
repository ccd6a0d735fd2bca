from django.db import migrations

SUPPLYING = ["supplier", "supplier_signatory"]


def name_administrators(apps, schema_editor):
    """The earliest person of each contractor runs its account."""
    memberships = apps.get_model("orgs", "Membership").objects.filter(
        roles__overlap=SUPPLYING, ends_on=None, lent_by=None
    )
    first = memberships.order_by("body_id", "pk").distinct("body_id").values("pk")
    memberships.filter(pk__in=list(first.values_list("pk", flat=True))).update(is_administrator=True)


class Migration(migrations.Migration):
    dependencies = [("orgs", "0009_accounts")]

    operations = [migrations.RunPython(name_administrators, migrations.RunPython.noop)]
