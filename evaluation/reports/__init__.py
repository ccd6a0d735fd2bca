"""The monthly report: what was bought where, of which item, how, and the share of social organisations."""
