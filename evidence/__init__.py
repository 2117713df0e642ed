"""From fetched bytes to something a court can check: WARC, hashes, manifest, verifier."""
