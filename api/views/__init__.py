"""From records to what a screen shows: pure functions, no database, no request."""
