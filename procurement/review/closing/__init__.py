"""After a review: what its experts are paid, and how experts and organiser did their duty."""
