"""Who may come in, and what each person may do."""
