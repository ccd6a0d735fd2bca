"""The terms of a purchase: consortium, subcontract, SME policy, long terms, who organises."""
