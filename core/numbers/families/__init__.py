"""One small file per family of numbers; each holds `FAMILIES`, a tuple that the registry finds by itself."""
