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
SENTENCES = (
    "本店所有商品均为实物拍摄，颜色因显示器不同略有差异",
    "下单后二十四小时内发货，默认走中通快递",
    "面料柔软舒适，洗后不易变形，适合日常穿着",
    "内胆采用不锈钢，杯盖带密封圈，倒置不漏水",
    "产品净含量五百克，保质期十二个月，请存放于阴凉干燥处",
    "收到货后七天内不满意可以申请退换，运费由买家承担",
    "尺码偏小，建议比平时大一码购买",
    "茶叶产自海拔八百米的山坡，每年清明前后手工采摘",
    "配料表：小麦粉、白砂糖、植物油、鸡蛋、食用盐",
    "客服在线时间为早上九点到晚上十点，有问题请留言",
    "本品为普通家用电器，请勿放在潮湿的地方使用",
    "材质为实木，表面打磨光滑，组装简单，附安装说明书",
    "儿童玩具请在家长看护下使用，小零件注意防止误吞",
    "水果当天采摘当天发出，坏果请拍照联系我们赔付",
    "支持开具电子发票，请在备注里写明抬头和税号",
    "屏幕尺寸六点五英寸，电池容量五千毫安时，支持快充",
    "套装包含锅铲、汤勺、漏勺各一把，耐高温不粘锅",
    "羽绒含量百分之九十，充绒量一百二十克，轻便保暖",
    "请按说明书使用，清洗前务必拔掉电源",
    "库存有限，同款还有黑色、米白、浅灰三种颜色可选",
    "本书共三百二十页，平装，附赠书签一枚",
    "产地广东惠州，自家果园种植，不打蜡",
    "鞋底防滑耐磨，鞋面透气，走路久了也不累脚",
    "快递到了请当面验货，破损请拒收",
)
SEEN = datetime(2026, 11, 1, tzinfo=UTC)


def fill(rooms: Rooms, number: int) -> int:
    """Store listings of some 300 letters, 600 distinct beginnings; one in a thousand holds a word. Returns how many letters there are."""
    rng = random.Random(5)
    beginnings = ["。".join(rng.choices(SENTENCES, k=rng.randrange(6, 20))) for _ in range(600)]
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
