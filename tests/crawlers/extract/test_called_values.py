"""Values handed to a function under short names are read at their places, and nothing is run."""

from __future__ import annotations

import pytest

from crawlers.extract.called import returned


@pytest.mark.parametrize(
    ("script", "value"),
    [
        ('window.__NUXT__=(function(a,b){return {price:a,name:b,on:true}}("9.90","毛巾"));', {"price": "9.90", "name": "毛巾", "on": True}),
        ("(function (a) { return [{price: a}, {price: 7}] }(5))", [{"price": 5}, {"price": 7}]),
        ("(function(a,b){return {price:a,old:b}}(1))", {"price": 1, "old": None}),
    ],
)
def test_what_was_handed_in_stands_in_its_place(script, value):
    assert returned(script, 10_000) == [value]


@pytest.mark.parametrize(
    "script", ["(function(a){return {price:a}", "(function(a){return {price:a}})", "(function(a){return {price:a}}(" * 50, "(function(a){return {" * 200]
)
def test_what_is_broken_off_tells_nothing(script):
    assert returned(script, 100_000) == []
