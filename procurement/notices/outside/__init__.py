"""The first publication on the official site: what is handed over, and what is entered once it is out."""
