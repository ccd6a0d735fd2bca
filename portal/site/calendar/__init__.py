"""The State Council's yearly notice: uploaded, confirmed by another; the clocks it touches."""
