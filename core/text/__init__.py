"""The one normal form of text for matching and searching, and the map back to the page's characters."""

from core.text.clean import storable
from core.text.normal import Normal, normalise, squeeze

__all__ = ["Normal", "normalise", "squeeze", "storable"]
