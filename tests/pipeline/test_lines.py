"""Lines in, lines out: whatever stands in a line, it is answered in its place and the others get their answer."""

from __future__ import annotations

import io
import json

import pytest

from pipeline import lines


def answered(capsysbinary, raw: bytes, answer=lambda record: {"id": record["id"]}):
    status = lines.answer_lines(io.BytesIO(raw), "-", answer)
    out = capsysbinary.readouterr().out
    return status, [json.loads(line, parse_constant=lambda name: pytest.fail(f"{name} is no JSON")) for line in out.splitlines()]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b'{"id": ' + b"1" * 6000 + b"}", "not JSON that can be read"),
        (b'{"id": NaN}', "NaN is no number of JSON"),
        (b'{"id": 1e999}', "too large"),
        (b"[" * 100_000, "not JSON"),
        (b'{"id": "x"', "not JSON at column"),
        (b'"text"', "not a JSON object but a str"),
        (b'\xff{"id": 1}', "not UTF-8 at byte 1"),
    ],
)
def test_a_bad_line_is_answered_between_the_good_ones(capsysbinary, line, why):
    status, said = answered(capsysbinary, b'{"id": 1}\n' + line + b'\n{"id": 3}')
    assert status == 1
    assert [answer["id"] for answer in said] == [1, None, 3]
    assert said[1]["line"] == 2
    assert why in said[1]["error"]


def test_a_line_that_breaks_the_program_costs_no_other_its_answer(capsysbinary):
    status, said = answered(capsysbinary, b'{"id": 0}\n{"id": 2}\n', lambda record: {"id": record["id"], "part": 1 / record["id"]})
    assert status == 1
    assert said[0] == {"line": 1, "id": 0, "error": "internal error: ZeroDivisionError: division by zero"}
    assert said[1] == {"id": 2, "part": 0.5}


def test_a_line_that_is_too_long_is_not_taken_into_memory(capsysbinary, monkeypatch):
    monkeypatch.setattr(lines, "LONGEST_LINE", 1024 * 1024)
    status, said = answered(capsysbinary, b'{"id": "' + b"x" * 3_500_000 + b'"}\n{"id": 2}\n')
    assert status == 1
    assert said == [{"line": 1, "id": None, "error": "longer than 1 MB"}, {"id": 2}]


def test_good_lines_alone_are_a_success(capsysbinary):
    assert answered(capsysbinary, b'\xef\xbb\xbf{"id": 1}\n\n{"id": 2}') == (0, [{"id": 1}, {"id": 2}])
