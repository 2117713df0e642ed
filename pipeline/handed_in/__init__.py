"""Registers that the bureau hands in by file: operators and brands."""
