"""What is suspicious, and why: rules in, findings out. Pure but for load.py."""
