"""The index: one contract, two engines (embedded tantivy, Elasticsearch)."""
