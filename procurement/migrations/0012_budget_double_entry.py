"""A line's amounts are the sums of its movements: the database writes them and refuses any other change."""

from django.db import migrations

# Lines of before get the movement that arranged them, movements of before their accounts.
OPENING = """
ALTER TABLE procurement_budgetmovement DISABLE TRIGGER procurement_budgetmovement_append_only;
UPDATE procurement_budgetmovement SET
    source = CASE kind WHEN 'commit' THEN 'available' ELSE 'committed' END,
    target = CASE kind WHEN 'commit' THEN 'committed' WHEN 'release' THEN 'available' ELSE 'contracted' END;
INSERT INTO procurement_budgetmovement
    (line_id, kind, source, target, amount, reference, document_number, reason, at)
    SELECT id, 'arrange', 'outside', 'available', amount, '', document_number, '', now()
    FROM procurement_budgetline WHERE amount > 0;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE procurement_budgetmovement ENABLE TRIGGER procurement_budgetmovement_append_only;
"""
# What arrives is written before what leaves, so that only the end of an entry is judged.
POSTING = """
CREATE FUNCTION procurement_budget_post(line bigint, account text, value numeric) RETURNS void LANGUAGE sql AS $$
    UPDATE procurement_budgetline SET
        amount = amount + value,
        committed_amount = committed_amount + CASE account WHEN 'committed' THEN value ELSE 0 END,
        contracted_amount = contracted_amount + CASE account WHEN 'contracted' THEN value ELSE 0 END,
        spent_amount = spent_amount + CASE account WHEN 'spent' THEN value ELSE 0 END
    WHERE id = line AND account <> 'outside';
$$;
CREATE FUNCTION procurement_budget_enter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM procurement_budget_post(coalesce(NEW.to_line_id, NEW.line_id), NEW.target, NEW.amount);
    PERFORM procurement_budget_post(NEW.line_id, NEW.source, -NEW.amount);
    RETURN NULL;
END $$;
CREATE TRIGGER procurement_budgetmovement_posts AFTER INSERT ON procurement_budgetmovement
    FOR EACH ROW EXECUTE FUNCTION procurement_budget_enter();
CREATE TRIGGER procurement_budgetmovement_no_truncate BEFORE TRUNCATE ON procurement_budgetmovement
    FOR EACH STATEMENT EXECUTE FUNCTION kernel_refuse_change();
"""
GUARD = """
CREATE FUNCTION procurement_budget_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a budget line changes by its movements only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER procurement_budgetline_begins_empty BEFORE INSERT ON procurement_budgetline
    FOR EACH ROW WHEN (NEW.amount <> 0 OR NEW.committed_amount <> 0 OR NEW.contracted_amount <> 0
        OR NEW.spent_amount <> 0)
    EXECUTE FUNCTION procurement_budget_guard();
CREATE TRIGGER procurement_budgetline_by_movements BEFORE UPDATE ON procurement_budgetline
    FOR EACH ROW WHEN (pg_trigger_depth() = 0 AND
        (OLD.amount, OLD.committed_amount, OLD.contracted_amount, OLD.spent_amount)
        IS DISTINCT FROM (NEW.amount, NEW.committed_amount, NEW.contracted_amount, NEW.spent_amount))
    EXECUTE FUNCTION procurement_budget_guard();
"""
UNDO = """
DROP TRIGGER procurement_budgetmovement_no_truncate ON procurement_budgetmovement;
DROP FUNCTION procurement_budget_guard CASCADE;
DROP FUNCTION procurement_budget_enter CASCADE;
DROP FUNCTION procurement_budget_post;
"""


class Migration(migrations.Migration):
    dependencies = [("procurement", "0011_budget_accounts")]
    operations = [
        migrations.RunSQL(OPENING, migrations.RunSQL.noop),
        migrations.RunSQL(POSTING + GUARD, UNDO),
    ]
