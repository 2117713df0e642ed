"""Where to go and what a page means: spiders, middlewares, extraction."""
