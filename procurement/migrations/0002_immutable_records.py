"""What is published, received or moved stays as it was."""

from django.db import migrations

APPEND_ONLY = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();
"""
PUBLISHED = """
CREATE TRIGGER procurement_notice_immutable BEFORE UPDATE OR DELETE ON procurement_notice
    FOR EACH ROW WHEN (OLD.status = 'published') EXECUTE FUNCTION kernel_refuse_change();
"""
RECEIVED = """
CREATE FUNCTION procurement_keep_submission() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (OLD.package_id, OLD.supplier_id, OLD.kind, OLD.envelope, OLD.ciphertext_sha256,
        OLD.plaintext_sha256, OLD.receipt_number, OLD.receipt, OLD.submitted_at)
        IS DISTINCT FROM (NEW.package_id, NEW.supplier_id, NEW.kind, NEW.envelope, NEW.ciphertext_sha256,
        NEW.plaintext_sha256, NEW.receipt_number, NEW.receipt, NEW.submitted_at) THEN
        RAISE EXCEPTION 'a sealed submission is kept as received' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER procurement_submission_kept BEFORE UPDATE OR DELETE ON procurement_submission
    FOR EACH ROW EXECUTE FUNCTION procurement_keep_submission();
"""
TABLES = (
    "procurement_budgetmovement",
    "procurement_contractsignature",
    "procurement_keyrelease",
    "procurement_awardletter",
    "procurement_reportsignature",
)


class Migration(migrations.Migration):
    dependencies = [("procurement", "0001_initial"), ("kernel", "0002_append_only")]
    operations = [
        *[
            migrations.RunSQL(APPEND_ONLY.format(table=table), f"DROP TRIGGER {table}_append_only ON {table}")
            for table in TABLES
        ],
        migrations.RunSQL(PUBLISHED, "DROP TRIGGER procurement_notice_immutable ON procurement_notice"),
        migrations.RunSQL(RECEIVED, "DROP FUNCTION procurement_keep_submission CASCADE"),
    ]
