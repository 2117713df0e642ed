"""The market is what truth.json says, and another seed makes another market."""

from __future__ import annotations

import html
import re

import pytest

from tests.demo_market import numbers, picture, truth
from tests.demo_market.market import build
from tests.demo_market.world import DEFAULT_SEED

OTHER_SEED = 4711
SEEDS = (DEFAULT_SEED, OTHER_SEED, 7)


def visible(page) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", page.body.decode()))


@pytest.mark.skipif(not picture.font_file(), reason="no Chinese font: the licence picture is left out, and the truth says so")
def test_truth_json_is_what_the_generator_gives_for_the_default_seed():
    assert truth.FILE.read_text(encoding="utf-8") == truth.as_text(build(DEFAULT_SEED))


def test_the_port_changes_nothing_in_the_truth():
    assert truth.as_text(build(DEFAULT_SEED, 9999)) == truth.as_text(build(DEFAULT_SEED))


def test_the_market_has_about_eighty_pages_on_different_hosts():
    market = build(DEFAULT_SEED)
    assert 70 <= len(truth.truth_of(market)["pages"]) <= 100
    assert len(set(market.addresses)) == len(market.addresses) > 12


@pytest.mark.parametrize("key", ["structured", "plain", "spa", "channel"])
def test_another_seed_makes_other_names_classes_prices_and_wordings(key):
    one, other = (truth.truth_of(build(seed)) for seed in (DEFAULT_SEED, OTHER_SEED))
    for what in ("title", "price", "must_find"):
        values = [[page.get(what) for page in said["pages"] if page["shop"] == key and page["kind"] in ("product", "advertisement")] for said in (one, other)]
        if key != "channel" or what != "price":
            assert values[0] != values[1], what
    classes = [set(re.findall(rb'class="([^"]+)"', b"".join(page.body for page in build(seed).shop(key).pages))) for seed in (DEFAULT_SEED, OTHER_SEED)]
    assert key == "spa" or len(classes[0] & classes[1]) <= 1


@pytest.mark.parametrize("seed", SEEDS)
def test_every_planted_sentence_and_every_trap_stands_on_its_page(seed):
    checked = 0
    for shop in build(seed).shops:
        for page in shop.pages:
            if not page.truth or not page.body or page.truth.get("browser"):
                continue
            text = visible(page)
            for planted in page.truth["must_find"]:
                assert planted["within"] in text
                assert all(word in planted["within"] for word in planted["words"])
                checked += 1
            assert all(trap in text for trap in page.truth["traps"])
            checked += len(page.truth["traps"])
    assert checked > 60


@pytest.mark.parametrize("seed", SEEDS)
def test_every_product_page_shows_its_title_and_price(seed):
    products = [page for shop in build(seed).shops for page in shop.pages if page.truth and page.truth["kind"] == "product" and page.body]
    assert products
    for page in products:
        text = visible(page)
        assert page.truth["title"] in text
        assert page.truth["price"] in text
        assert page.truth["list_price"] in text


@pytest.mark.parametrize("seed", SEEDS)
def test_no_link_of_a_page_leads_nowhere(seed):
    market = build(seed)
    there = {(shop.address, page.path) for shop in market.shops for page in shop.pages}
    checked = 0
    for shop in market.shops:
        for page in shop.pages:
            if b"<html" not in page.body:
                continue
            for link in re.findall(r'(?:href|src)="((?!https://schema.org)[^"#]+)"', html.unescape(page.body.decode())):
                host, path = re.fullmatch(rf"(?:http://([\d.]+):{market.port})?(/?.*)", link).groups()
                assert (host or shop.address, path) in there, link
                checked += 1
    assert checked > 500


def test_every_address_of_the_truth_can_be_reached_from_its_start():
    market = build(DEFAULT_SEED)
    bodies = {(shop.address, page.path): html.unescape(page.body.decode("utf-8", "replace")) for shop in market.shops for page in shop.pages}
    for shop in market.shops:
        text = "".join(body for (address, path), body in bodies.items() if address in (shop.address, "127.0.0.13") and not path.startswith("/img"))
        for page in shop.pages:
            if page.truth and page.path != "/" and not page.path.startswith("/#") and shop.key != "landing":
                assert f'"{page.path}"' in text, page.path


@pytest.mark.parametrize("code", ["91441300195971850Y", "91441303MA531L6K37"])
def test_check_characters_are_those_of_published_codes(code):
    assert numbers.organisation_check(code[8:16]) == code[16]
    assert numbers.code_check(code[:17]) == code[17]


@pytest.mark.parametrize("permit", ["JY14403030012013", "JY23101140041987", "SC10644200003332"])
def test_check_digits_are_those_of_published_permits(permit):
    assert numbers.mod_11_10(permit[2:15]) == permit[15]


def test_the_wrong_number_is_wrong_and_all_others_are_right():
    for shop in build(DEFAULT_SEED).shops:
        for number in shop.truth["licences"]:
            if number["kind"] == "uscc":
                assert (numbers.code_check(number["value"][:17]) == number["value"][17]) is number["valid"]
