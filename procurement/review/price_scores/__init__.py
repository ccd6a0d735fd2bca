"""The public score calculator: anybody recomputes the points for price by the review's own rule."""
