"""The capacities that this floor asks for, by the names of `orgs.people`, which it may not import."""

PURCHASER_HANDLER = "purchaser_handler"
PURCHASER_REVIEWER = "purchaser_reviewer"
PURCHASER_LEADER = "purchaser_leader"
SUPERVISOR = "supervisor"
FINANCE = "finance"
AUDITOR = "auditor"
SUPPLIER = "supplier"
SUPPLIER_SIGNATORY = "supplier_signatory"
OPERATOR = "operator"

SUPPLIERS = (SUPPLIER, SUPPLIER_SIGNATORY)
PURCHASERS = (PURCHASER_HANDLER, PURCHASER_REVIEWER, PURCHASER_LEADER)
