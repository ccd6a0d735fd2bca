"""Evidence and frozen answers can be added, never changed, deleted or truncated."""

from django.db import migrations

TRIGGERS = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION kernel_refuse_change();
"""
UNDO = "DROP TRIGGER {table}_append_only ON {table}; DROP TRIGGER {table}_no_truncate ON {table}"
TABLES = ("orgs_eligibilityevidence", "orgs_eligibilitysnapshot")


class Migration(migrations.Migration):
    dependencies = [("orgs", "0011_eligibility"), ("kernel", "0002_append_only")]
    operations = [
        migrations.RunSQL(TRIGGERS.format(table=table), UNDO.format(table=table)) for table in TABLES
    ]
