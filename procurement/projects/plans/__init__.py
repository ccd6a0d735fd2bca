"""What a project says about its method: the case, who is asked, approvals, the only supplier, objections."""
