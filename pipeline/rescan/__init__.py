"""A new rule or a new word, and the whole past: all stored texts are looked at again at scan speed; old pages become leads, nothing is indexed anew for it."""

from pipeline.rescan.ask import plan_rule, plan_words
from pipeline.rescan.walk import run

__all__ = ["plan_rule", "plan_words", "run"]
