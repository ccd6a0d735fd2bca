"""Drivers of the journey through the portal: what each person does in the browser, stage by stage."""
