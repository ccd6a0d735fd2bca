"""What nobody should type, and every form that might get it."""
