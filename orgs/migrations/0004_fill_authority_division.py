"""Registrations entered before have their authority's division in digits 3 to 8 of the credit code."""

from django.db import migrations

FILL = """
UPDATE orgs_registration AS registration SET authority_division_id = division.code
FROM orgs_body AS body, orgs_division AS division
WHERE body.id = registration.body_id AND registration.authority_division_id IS NULL
  AND length(division.code) <= 6 AND rpad(division.code, 6, '0') = substr(body.credit_code, 3, 6);
"""


class Migration(migrations.Migration):
    dependencies = [("orgs", "0003_lawful_parties")]
    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
