"""A text as it is meant, and the map back to the letters as written."""

from __future__ import annotations

from detectors.matching.respell import respell

WRITTEN = "这zhi疗gao血压"
MEANT = respell(WRITTEN, [(1, 4, "治"), (5, 8, "高")])


def test_what_is_meant_is_put_in_and_found_again_as_written():
    assert MEANT.text == "这治疗高血压"
    assert [WRITTEN[slice(*MEANT.place(start, end))] for start, end in ((1, 3), (0, 1), (3, 6), (2, 3), (5, 6))] == ["zhi疗", "这", "gao血压", "疗", "压"]


def test_letters_that_stand_for_themselves_are_found_among_those_meant():
    assert MEANT.meant(4, 5) == (2, 3)
    assert MEANT.meant(8, 10) == (4, 6)
    assert MEANT.meant(0, 1) == (0, 1)
    assert MEANT.meant(4, 6) is None
    assert MEANT.meant(1, 4) is None


def test_words_with_what_was_put_in_or_beside_it_are_touched():
    assert MEANT.touches(1, 2)
    assert MEANT.touches(2, 3)
    assert MEANT.touches(0, 1)
    assert not MEANT.touches(5, 6)
    assert MEANT.longer == 4
