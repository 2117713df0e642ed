"""How good the detectors are on labelled texts: recall, false alarms, articles named right, per category and per rule. Behind `tradewatch evaluate`."""
