"""The official forms of notices as data: what each asks for, who publishes it, under which paper."""
