"""Few and generic spiders: they decide where to go; extraction says what a page means."""
