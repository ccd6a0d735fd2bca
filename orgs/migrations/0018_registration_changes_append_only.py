"""Changes of registrations can be added, never changed, deleted or truncated."""

from django.db import migrations

TABLE = "orgs_registrationchange"
TRIGGERS = f"""
CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();
CREATE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE}
    FOR EACH STATEMENT EXECUTE FUNCTION kernel_refuse_change();
"""
UNDO = f"DROP TRIGGER {TABLE}_append_only ON {TABLE}; DROP TRIGGER {TABLE}_no_truncate ON {TABLE}"


class Migration(migrations.Migration):
    dependencies = [("orgs", "0017_imports_of_facts"), ("kernel", "0002_append_only")]
    operations = [migrations.RunSQL(TRIGGERS, UNDO)]
