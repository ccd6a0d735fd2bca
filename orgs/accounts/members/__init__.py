"""The people of an organisation, run by its own administrator: invite, change, hand over, end."""
