"""A person asks for deletion: the account is closed, and what the law keeps is masked when its term ends."""
