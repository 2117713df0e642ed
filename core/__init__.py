"""What every stage shares: records, ids, settings, text, numbers, database. Imports nothing of ours."""
