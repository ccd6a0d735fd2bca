"""Every entry waits for its place in the tree, those of before as well; the tree itself is append-only."""

from django.db import migrations

WAITING = """
CREATE FUNCTION kernel_await_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO kernel_pendingentry (entry_id) SELECT id FROM added;
    RETURN NULL;
END $$;
CREATE TRIGGER kernel_ledgerentry_await_place AFTER INSERT ON kernel_ledgerentry
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION kernel_await_place();
INSERT INTO kernel_pendingentry (entry_id) SELECT id FROM kernel_ledgerentry;
"""
NO_LONGER_WAITING = """
DROP TRIGGER kernel_ledgerentry_await_place ON kernel_ledgerentry;
DROP FUNCTION kernel_await_place;
"""
APPEND_ONLY = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION kernel_refuse_change();
"""
TABLES = ("kernel_leaf", "kernel_leafblock", "kernel_treenode", "kernel_treehead")


class Migration(migrations.Migration):
    dependencies = [("kernel", "0005_ledger_tree")]
    operations = [
        migrations.RunSQL(WAITING, NO_LONGER_WAITING),
        *[
            migrations.RunSQL(
                APPEND_ONLY.format(table=table),
                f"DROP TRIGGER {table}_append_only ON {table}; DROP TRIGGER {table}_no_truncate ON {table}",
            )
            for table in TABLES
        ],
    ]
