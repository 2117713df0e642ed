"""Licence, permit, filing and code numbers: find them in a text, name them, check them."""

from core.numbers.find import FoundNumber, canonical, check, find_numbers

__all__ = ["FoundNumber", "canonical", "check", "find_numbers"]
