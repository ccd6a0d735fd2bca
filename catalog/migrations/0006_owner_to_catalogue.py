"""Every edition gets the catalogue that its owner stood for; in force follows from dates from now on."""

from django.db import migrations

OWNERS = {
    "general": ("general", "省级通用目录", "湖南省财政厅"),
    "civil_affairs": ("departmental", "民政部门目录", "湖南省民政厅"),
}


def forward(apps, schema_editor):
    Catalogue = apps.get_model("catalog", "Catalogue")
    Edition = apps.get_model("catalog", "CatalogueEdition")
    for owner, (kind, name, owner_name) in OWNERS.items():
        editions = Edition.objects.filter(owner=owner)
        if not editions.exists():
            continue
        catalogue, _made = Catalogue.objects.get_or_create(
            code=owner, defaults={"kind": kind, "name": name, "owner_name": owner_name}
        )
        editions.update(catalogue=catalogue)
        current = editions.filter(status="in_force").first()
        begins = current.in_force_from if current else None
        replaced = editions.filter(status="superseded")
        if begins is None:
            replaced.update(status="abandoned")
        else:
            replaced.update(status="approved", in_force_to=begins)
        editions.filter(status="in_force").update(status="approved")


def backward(apps, schema_editor):
    Edition = apps.get_model("catalog", "CatalogueEdition")
    for edition in Edition.objects.select_related("catalogue"):
        edition.owner = edition.catalogue.code
        if edition.status == "approved":
            edition.status = "superseded" if edition.in_force_to else "in_force"
        elif edition.status != "draft":
            edition.status = "draft"
        edition.save(update_fields=["owner", "status"])


class Migration(migrations.Migration):
    dependencies = [("catalog", "0005_catalogue")]

    operations = [migrations.RunPython(forward, backward)]
