"""Saved searches: kept with an owner, shared, and told of when something new matches them."""

from pipeline.saved.arrive import Arrived, keep, look
from pipeline.saved.keeping import change, drop, save

__all__ = ["Arrived", "change", "drop", "keep", "look", "save"]
