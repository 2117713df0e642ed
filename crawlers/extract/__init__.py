"""From a page to records: pure functions, no site of its own, nothing opened and nothing fetched."""
