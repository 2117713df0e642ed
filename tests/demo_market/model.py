"""What the demo market is made of: goods with what is planted in them, pages with their truth, shops, the market."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Plant:
    """A violation that stands in a text: its category, the words that carry it, the sentence it was written into."""

    category: str
    words: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A licence, permit or filing number as shown; `valid` by format and check character, None where there is no test."""

    kind: str
    value: str
    valid: bool | None


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Who runs a shop."""

    shop: str
    operator: str
    form: str
    uscc: str
    person: str
    address: str
    phone: str
    icp: str
    psb: str
    permit: str = ""


@dataclass(frozen=True, kw_only=True)
class Goods:
    """One product on offer. `price` and `list_price` are decimal text; an empty list price means none is shown."""

    sku: str
    title: str
    price: str
    list_price: str = ""
    brand: str = ""
    what: str = ""
    body: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    plants: tuple[Plant, ...] = ()
    traps: tuple[str, ...] = ()
    stock: bool = True


@dataclass(frozen=True, kw_only=True)
class Page:
    """One address and what stands there. `truth` is what truth.json says of it, None for what is no page (pictures, data, scripts)."""

    path: str
    body: bytes
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    location: str = ""
    truth: dict[str, object] | None = None


@dataclass(frozen=True, kw_only=True)
class Shop:
    """One host of the market with its pages. `truth`: operator, licence state and what must be found of the shop as a whole."""

    key: str
    address: str
    klass: str
    start: str
    pages: tuple[Page, ...]
    truth: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Market:
    """All hosts, for one seed and port."""

    seed: int
    port: int
    shops: tuple[Shop, ...]

    @property
    def addresses(self) -> tuple[str, ...]:
        """The loopback addresses of all hosts."""
        return tuple(shop.address for shop in self.shops)

    @property
    def allow(self) -> str:
        """The value of TRADEWATCH_ALLOW_ADDRESSES that lets the market through, and nothing else."""
        return ",".join(f"{address}:{self.port}" for address in self.addresses)

    @property
    def start_urls(self) -> tuple[tuple[str, str, str], ...]:
        """Where to begin: (address, class of target, name), shops first. Hosts that are only linked to are left out."""
        return tuple((self.url(shop.key, shop.start), shop.klass, str(shop.truth["name"])) for shop in self.shops if shop.start)

    def shop(self, key: str) -> Shop:
        """Return the shop of this key."""
        return next(shop for shop in self.shops if shop.key == key)

    def url(self, key: str, path: str = "/") -> str:
        """Return the full address of a path of a shop."""
        return f"http://{self.shop(key).address}:{self.port}{path}"
