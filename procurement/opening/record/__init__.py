"""The opening record: what was read out, who confirmed or objected, who signed."""
