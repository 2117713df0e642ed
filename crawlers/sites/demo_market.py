"""The worked example of a site file: a shop of the demo market. Server-rendered; nothing of its pages needs a browser.

Its pages name their classes anew each time they are made, so the selectors go by structure. `tradewatch record-page` wrote the recorded page
below tests/crawlers/sites/demo_market; a selector that no longer fits it, or the shop, is an error with its name.
"""

from crawlers.site import Expect, Site, maybe, one

SITE = Site(
    name="demo_market",
    domain="lawful.demo-market.example",
    item=r"/goods/\d+$",
    fields={
        "title": one("main > h1"),
        "price": one("main > p:nth-of-type(2)"),
        "seller": one("header > a"),
        "goods": maybe("main > nav.crumbs"),
        "body": one("main > section:first-of-type"),
    },
    start=("http://lawful.demo-market.example/",),
    expect=Expect(listings=(8, 40), fields={"title": (1.0, 1.0), "price": (0.95, 1.0)}),
)
