"""What the JSON API takes and gives: pydantic models, apart from the records so that either may change alone."""
