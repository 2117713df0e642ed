"""Rows and evidence for the screens' tests, written with the real repositories and the real WARC writer. All wordings are made up here."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import insert

from core.db.tables import leads as lead_table
from core.ids import digest
from core.records import Advertisement, Capture, Finding, Hop, Lead, Licence, Listing, Shop, Span, StoredFinding
from core.repositories import captures, documents, findings, index_queue, leads, shops
from core.repositories.rows import values

SEEN = datetime(2026, 11, 23, 3, 4, 5, tzinfo=UTC)
RULE = "ad-absolute-terms"


def spans_of(words, **fields):
    """Return a span for the first place of each word in the fields given."""
    found = []
    for word in words:
        name = next(name for name, text in fields.items() if word in text)
        start = fields[name].index(word)
        found.append(Span(field=name, start=start, end=start + len(word), text=word))
    return tuple(found)


def finding(spans, **change):
    """Return a finding about these spans."""
    base = Finding(
        rule=RULE,
        version=1,
        category="absolute_terms",
        articles=("广告法第九条第三项",),
        severity="medium",
        confidence="high",
        lead=True,
        spans=spans,
        met=("广告中使用了绝对化用语", "用语指向所推销的商品"),
        open=("是否属于自身产品比较",),
        clears=("能证明用语不指向商品",),
        title="使用绝对化用语",
    )
    return replace(base, **change)


class World:
    """Puts things into one database and one evidence folder."""

    def __init__(self, database, store):
        self.database = database
        self.store = store

    def shop(self, key="shop.example", **change):
        """Store a shop."""
        base = Shop(
            id=digest("shop", key), key=key, url=f"https://{key}/", name="惠城茶叶小铺", operator="惠州市某某茶业有限公司", first_seen=SEEN, last_seen=SEEN
        )
        shop = replace(base, **change)
        with self.database.write() as connection:
            shops.put(connection, shop, {(x.kind, x.value) for x in shop.licences if x.valid})
        return shop

    def capture(self, url, body="<p>page</p>", at=SEEN, **change):
        """Write an exchange as evidence and store its capture."""
        raw = body.encode()
        chain = (Hop(url=f"{url}?from=ad", status=302),)
        with self.store.open_writer() as writer:
            place = writer.write(
                url,
                request=(f"GET {url} HTTP/1.1", [("Host", "shop.example")], b""),
                response=("200 OK", [("Content-Type", "text/html; charset=utf-8")], raw),
                fetched_at=at,
                chain=chain,
            )
        base = Capture(
            id=digest("capture", url, at.isoformat(), body),
            job_id="job",
            url=url,
            final_url=url,
            fetched_at=at,
            status=200,
            content_type="text/html",
            sha256=place.sha256,
            size=place.size,
            warc=place.warc,
            offset=place.offset,
            length=place.length,
            chain=chain,
        )
        capture = replace(base, **change)
        with self.database.write() as connection:
            captures.add(connection, capture)
        return capture

    def listing(self, shop, title, text, url="", at=SEEN):
        """Store a listing with its capture."""
        url = url or f"https://{shop.key.partition('#')[0]}/item/{digest(title, text)}"
        capture = self.capture(url, f"<h1>{title}</h1><p>{text}</p>", at)
        item = Listing(
            id=digest("listing", url),
            shop_id=shop.id,
            url=url,
            title=title,
            text=text,
            price="39.90",
            currency="CNY",
            goods="茶叶",
            capture_id=capture.id,
            first_seen=at,
            last_seen=at,
        )
        with self.database.write() as connection:
            documents.put(connection, item)
        return item

    def advertisement(self, shop, title, text, url):
        """Store an advertisement with its capture."""
        capture = self.capture(url, text)
        item = Advertisement(
            id=digest("ad", url),
            shop_id=shop.id,
            url=url,
            title=title,
            text=text,
            advertiser="某某公司",
            landing_url="javascript:alert(1)",
            marked=False,
            capture_id=capture.id,
            first_seen=SEEN,
            last_seen=SEEN,
        )
        with self.database.write() as connection:
            documents.put(connection, item)
        return item

    def lead(self, item, words, at=SEEN, **change):
        """Store a finding of the item about these words, and its lead. Returns the lead as stored."""
        kind = "shop" if isinstance(item, Shop) else documents.kind_of(item)
        text = "" if isinstance(item, Shop) else item.text
        title = item.name if isinstance(item, Shop) else item.title
        said = finding(spans_of(words, title=title, text=text), **change)
        shop_id = item.id if isinstance(item, Shop) else item.shop_id
        claim = " … ".join(words)
        lead_id = digest("lead", said.rule, shop_id, claim)
        lead = Lead(
            id=lead_id,
            rule=said.rule,
            category=said.category,
            title=said.title,
            severity=said.severity,
            confidence=said.confidence,
            status="new",
            shop_id=shop_id,
            url=item.url,
            words=claim,
            first_seen=at,
            last_seen=at,
        )
        stored = StoredFinding(
            id=digest("finding", lead_id, item.id),
            document_kind=kind,
            document_id=item.id,
            shop_id=shop_id,
            capture_id=item.capture_id,
            found_at=at,
            finding=said,
            lead_id=lead_id,
        )
        with self.database.write() as connection:
            findings.put(connection, stored)
            lead, _ = leads.seen(connection, lead)
            index_queue.put(connection, [(kind, item.id)])
        return lead

    def simple_lead(self, name="云雾绿茶", text="本店云雾绿茶全网最好，欢迎选购。", words=("最好",), key="shop.example", **change):
        """Store a shop, a listing and a lead about it."""
        shop = self.shop(key)
        return self.lead(self.listing(shop, name, text), words, **change)

    def many(self, number):
        """Store this many leads quickly, without documents."""
        categories = ("absolute_terms", "health_food", "price_fraud", "counterfeit", "missing_licence")
        shop = self.shop("many.example", name="大店")
        rows = [
            Lead(
                id=digest("many", i),
                rule=RULE,
                category=categories[i % 5],
                title=f"第 {i} 条线索",
                severity=("high", "medium", "low")[i % 3],
                confidence=("high", "medium", "low")[i % 2],
                status="new",
                shop_id=shop.id,
                url=f"https://many.example/item/{i}",
                words=f"全国第{i}名",
                first_seen=SEEN - timedelta(minutes=i),
                last_seen=SEEN - timedelta(minutes=i),
            )
            for i in range(number)
        ]
        with self.database.write() as connection:
            connection.execute(insert(lead_table), [values(lead, lead_table) for lead in rows])
        return shop


LICENCES = (
    Licence(kind="uscc", value="91441300MA5ABCDE0X", valid=False, why="校验位不符"),
    Licence(kind="food", value="JY14413000000000", valid=True),
    Licence(kind="icp", value="粤ICP备00000000号", valid=None),
)
