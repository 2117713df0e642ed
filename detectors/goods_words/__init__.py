"""Words that name goods and services, by class: `NOUNS` name the thing itself, `CUES` only surround it. One module a field of trade."""
