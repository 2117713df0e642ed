"""All stored texts looked at again for words and for a rule, beside the bare scan of the same letters. Usage: rescan_speed.py [TEXTS] [RULE]."""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert

from core.db.tables import listings
from core.settings import Settings
from core.text import normalise
from detectors.load import load_engine
from detectors.matching.view import View
from pipeline import rescan
from pipeline.rooms import Rooms, open_rooms

WORDS = ("刮骨疗毒", "祖传秘方", "包治百病")
LETTERS = "商品茶叶衣服手机电脑大米食油家具鞋帽玩具图书水果海鲜蔬菜包装规格净重产地发货快递包邮材质颜色尺码保质期配料说明适用人群清洗方法售后联系客服数量库存"
SEEN = datetime(2026, 11, 1, tzinfo=UTC)


def fill(rooms: Rooms, number: int) -> int:
    """Store listings of some 300 letters, 600 distinct beginnings; one in a thousand holds a word. Returns how many letters there are."""
    rng = random.Random(5)
    beginnings = ["，".join("".join(rng.choices(LETTERS, k=rng.randrange(4, 12))) for _ in range(rng.randrange(10, 60))) for _ in range(600)]
    letters = 0
    with rooms.database.write() as connection:
        for start in range(0, number, 10_000):
            rows = []
            for place in range(start, min(number, start + 10_000)):
                text = f"{beginnings[place % 600]}，货号{place}" + (f"，{WORDS[place % 3]}" if place % 1000 == 7 else "")
                text += "，全网销量第一" if place % 1000 == 8 else ""
                letters += len(text)
                plain = dict.fromkeys(("price", "currency", "list_price", "seller", "availability", "goods"), "")
                key = {"id": f"{rng.getrandbits(80):020x}", "shop_id": f"s{place % 500}", "capture_id": f"c{place}", "url": f"http://s.example/{place}"}
                rows.append({**plain, **key, "title": "保温杯", "text": text, "images": [], "first_seen": SEEN, "last_seen": SEEN})
            connection.execute(insert(listings), rows)
    return letters


def cpu() -> float:
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def measured(rooms: Rooms, name: str, asked: str) -> None:
    begun, used = time.perf_counter(), cpu()
    done = rescan.run(rooms, asked)
    wall, used = time.perf_counter() - begun, cpu() - used
    assert done is not None
    assert done.status == "done"
    million = 1_000_000 / done.done
    print(
        f"{name}: {done.done} texts, {done.found} documents, {done.opened} leads in {wall:.1f} s "
        f"({used:.1f} CPU s); a million: {wall * million:.0f} s here, {used * million / 2:.0f} s on two free cores"
    )


def bare(rooms: Rooms) -> None:
    """What a scan costs whose texts are in memory and in normal form already."""
    with rooms.database.read() as connection:
        texts = [View(row[0]).text for row in connection.exec_driver_sql("select text from listings limit 20000")]
    begun = time.process_time()
    for text in texts:
        load_engine().raw_scan(text)
    print(f"bare scan with the whole rulebook: {(time.process_time() - begun) / len(texts) * 1e6:.0f} us a text")
    begun = time.process_time()
    for text in texts:
        normalise(text)
    print(f"normal form alone: {(time.process_time() - begun) / len(texts) * 1e6:.0f} us a text")


def main() -> int:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    rule = sys.argv[2] if len(sys.argv) > 2 else "absolute-first-rank"
    with tempfile.TemporaryDirectory() as folder:
        rooms = open_rooms(Settings(data=Path(folder)))
        letters = fill(rooms, number)
        print(f"{number} texts of {letters / number:.0f} letters")
        with rooms.database.write() as connection:
            words = rescan.plan_words(connection, WORDS, "benchmark")
            by_rule = rescan.plan_rule(connection, rooms.detectors, rule, "benchmark")
        measured(rooms, f"{len(WORDS)} words", words.id)
        measured(rooms, f"rule {rule}", by_rule.id)
        bare(rooms)
        rooms.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
