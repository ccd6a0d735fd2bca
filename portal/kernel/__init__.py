"""The lowest floor: money, calendar, workflow, ledger, errors, listing, documents. No domain words."""
