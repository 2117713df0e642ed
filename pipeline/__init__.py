"""What happens when: the only package that knows all stages. Read flow.py first."""
