"""What follows a commit: jobs are written with the facts and handed to the queue afterwards."""
