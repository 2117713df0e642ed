"""Checks that words cannot express, one small file each: `check(case: detectors.check.Case) -> Iterable[CheckHit]`, found by the file's name."""
