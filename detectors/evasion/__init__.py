"""Disguises as sellers write them (谐音、拆字、符号、拼音 …), made from plain text to measure what the detectors see through. Pure; never used to detect."""
