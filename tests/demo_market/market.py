"""The whole market of one seed: `build(seed, port)`."""

from __future__ import annotations

from functools import cache

from tests.demo_market.model import Market
from tests.demo_market.shops import borrowed, channel, exempt, lawful_shop, no_licence, picture, plain, spa, structured, twins, wrong_number
from tests.demo_market.world import DEFAULT_SEED, World


@cache
def build(seed: int = DEFAULT_SEED, port: int = 8090) -> Market:
    """Return the market: all hosts with all pages, drawn and ready to be served."""
    world = World(seed=seed, port=port)
    single = (structured.build(world), plain.build(world), spa.build(world), picture.build(world), wrong_number.build(world))
    shops = (
        *single,
        *borrowed.build(world),
        *twins.build(world),
        no_licence.build(world),
        lawful_shop.build(world),
        exempt.build(world),
        *channel.build(world),
    )
    return Market(seed=seed, port=port, shops=shops)
