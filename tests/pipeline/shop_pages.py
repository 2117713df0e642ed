"""Made-up shops as HTML pages: other names, numbers, goods and page layouts with each seed, read by the real extraction and judged as a visit leaves them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from typing import Any

from core.ids import digest
from core.records import Capture, Finding, Licence, Page, PageShop
from crawlers.extract.page import read_html
from detectors.load import load_engine
from pipeline.judge import Seen, judge_shop
from pipeline.settle import home_of, merge, offered
from pipeline.showing import Visit, showings
from tests.core.numbers.make_numbers import fourteen, reg_no, uscc

T0 = datetime(2026, 11, 20, 8, tzinfo=UTC)
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
NAMES = ["青禾", "蓝礁", "云栖", "木石", "南舟", "海棠", "星野", "白鹿", "赤岩", "晨渡", "松溪", "远帆", "橡树", "竹里", "安澜", "丰谷"]
TRADES = ["贸易", "电子商务", "日用品", "商贸", "网络科技"]
PLACES = ["惠州市", "惠州市惠城区", "深圳市", "广州市", "东莞市"]
DAILY = [
    "加厚收纳箱 66L",
    "不锈钢汤勺 两支",
    "棉拖鞋 男女款",
    "毛巾 3条装",
    "雨伞 十骨加大",
    "保温杯 500ml",
    "晾衣架 落地折叠",
    "遮光窗帘 2m",
    "运动鞋 39-44码",
    "双肩包 15.6寸",
]
FARM = ["现挖竹笋 5斤装", "农家土蜂蜜 500g", "自种红薯 10斤", "走地土鸡蛋 30枚", "新鲜荔枝 5斤", "自晒陈皮 250g", "农家大米 10斤", "手摘香菇 1斤"]
DECLARATIONS = {
    "farm": "个人销售自产农副产品，依法不需要办理市场主体登记",
    "craft": "个人销售家庭手工业产品，依法不需要办理市场主体登记",
    "labour": "个人利用自己的技能从事依法无须取得许可的便民劳务活动，依法不需要办理市场主体登记",
    "petty": "个人从事零星小额交易活动，依法不需要办理市场主体登记",
}
DECLARED_GOODS = {
    "farm": FARM,
    "craft": ["手工编织毛线围巾", "手绘帆布包", "手作竹编果篮"],
    "labour": ["家电上门清洗", "管道疏通上门", "衣服改短缝补"],
    "petty": DAILY,
}


@dataclass(frozen=True, kw_only=True)
class Goods:
    """Goods that need a permit, and how its number is made."""

    titles: tuple[str, ...]
    label: str
    kind: str


PERMITS = {
    "food": Goods(
        titles=("原味曲奇饼干 500g", "速溶三合一咖啡 30条", "每日坚果混合礼盒 750g", "夹心巧克力 礼盒装", "火腿肠 60g*10", "海苔薄脆饼干"),
        label="食品经营许可证",
        kind="food",
    ),
    "filing": Goods(
        titles=("苏打饼干 400g", "水果糖 混合口味 1kg", "芒果干蜜饯 袋装", "方便面 24袋整箱"),
        label="仅销售预包装食品备案编号",
        kind="food_filing",
    ),
    "drug": Goods(
        titles=("布洛芬缓释胶囊 20粒 非处方药", "感冒灵颗粒 9袋 OTC", "阿莫西林胶囊 24粒 处方药", "双氯芬酸钠软膏 非处方药"),
        label="药品经营许可证",
        kind="drug",
    ),
    "device": Goods(
        titles=("日抛隐形眼镜 30片", "彩色隐形眼镜 半年抛 美瞳", "硅水凝胶隐形眼镜 月抛"),
        label="医疗器械经营许可证",
        kind="device",
    ),
    "book": Goods(
        titles=("儿童绘本故事书 全10册", "初中数学教辅练习册", "长篇小说文集 精装", "历史人物传记 平装图书"),
        label="出版物经营许可证",
        kind="publication",
    ),
    "pesticide": Goods(
        titles=("草铵膦除草剂 果园农药 1kg", "吡虫啉杀虫剂 农药 200g"),
        label="农药经营许可证",
        kind="other",
    ),
}


@dataclass
class Made:
    """A shop: its pages by path, answers other than 200 by path, what was read in pictures by path (None: it cannot be read)."""

    host: str
    operator: str
    pages: dict[str, str] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    pictures: dict[str, PageShop | None] = field(default_factory=dict)


class Maker:
    """Makes shops of one seed."""

    def __init__(self, seed: object) -> None:
        self.dice = Random(f"shop pages {seed}")

    def code(self, head: str = "") -> str:
        """Return a valid 统一社会信用代码."""
        head = head or self.dice.choice(["91441302", "92441303", "91441322", "91440305", "92330106"])
        return uscc(head, "MA" + "".join(self.dice.choice(ALPHABET) for _ in range(6)))

    def permit(self, kind: str) -> str:
        """Return a number of a permit of this kind; with a check digit where the kind has one."""
        serial = f"{self.dice.randrange(10**6):06}"
        return {
            "food": lambda: fourteen("JY", f"1441302{serial}"),
            "food_filing": lambda: fourteen("YB", f"2441302{serial}"),
            "drug": lambda: f"粤DA752{serial}",
            "device": lambda: f"粤惠药监械经营许2023{serial[:4]}号",
            "publication": lambda: f"新出发粤惠零字第{serial[:4]}号",
            "other": lambda: f"农药经许（粤）44130220{serial[:3]}",
            "reg_no": lambda: reg_no(f"441302{self.dice.randrange(10**8):08}"),
        }[kind]()

    def operator(self, besides: str = "") -> str:
        """Return a name of a company whose own word does not stand in `besides`."""
        name = self.dice.choice([name for name in NAMES if name not in besides])
        return f"{self.dice.choice(PLACES)}{name}{self.dice.choice(TRADES)}有限公司"

    def goods(self, titles: list[str] | tuple[str, ...], number: int = 3) -> list[str]:
        """Choose goods."""
        return self.dice.sample(list(titles), min(number, len(titles)))

    def said(self, label: str, value: str) -> str:
        """Return a label with its value in one of the ways in which pages write it."""
        return self.dice.choice(
            (
                f"<p>{label}：{value}</p>",
                f"<dl><dt>{label}</dt><dd>{value}</dd></dl>",
                f"<table><tr><td>{label}</td><td>{value}</td></tr></table>",
                f"<div class='facts'><span>{label}:</span><span>{value}</span></div>",
                f"<ul><li>{label}：<b>{value}</b></li><li>客服时间 9:00-21:00</li></ul>",
            )
        )

    def block(self, operator: str, *numbers: tuple[str, str]) -> str:
        """Return the operator and numbers as a page's block."""
        return self.said("企业名称", operator) + "".join(self.said(label, value) for label, value in numbers)

    def shop(self, titles: list[str], *, home: str = "", links: str = "", footer: str = "", more: dict[str, str] | None = None, operator: str = "") -> Made:
        """Return a shop: a home page with these words, a page for each of the goods, `footer` below each page."""
        made = Made(host=f"shop{self.dice.randrange(10**6)}.example", operator=operator or self.operator())
        name = self.dice.choice(NAMES) + self.dice.choice(["小店", "优选", "生活馆", "商城"])
        cards = "".join(
            f"<li class='goods'><a href='/item/{place}'>{title}</a><span class='price'>¥{39 + place}.00</span></li>" for place, title in enumerate(titles)
        )
        nav = self.dice.choice((f"<nav>{links}</nav>", f"<div class='menu'>{links}</div>", f"<ul class='top'>{links}</ul>"))
        self._page(made, "/", name, f"<h1>{name}</h1>{nav}<ul>{cards}</ul>{home}", footer)
        for place, title in enumerate(titles):
            body = f"<h1>{title}</h1><div class='price'>¥{39 + place}.00</div><button>加入购物车</button><p>{self._plain()}</p><a href='/'>首页</a>"
            self._page(made, f"/item/{place}", f"{title} - {name}", body, footer)
        for path, body in (more or {}).items():
            self._page(made, path, f"{name} 店铺信息", body, footer)
        return made

    def _plain(self) -> str:
        return self.dice.choice(("包装完好，收货时请当面检查。", "产地广东，批次见外箱标签。", "现货，下单后四十八小时内发出。", "颜色以实物为准。"))

    def _page(self, made: Made, path: str, title: str, body: str, footer: str) -> None:
        icp = f"粤ICP备{2015 + self.dice.randrange(10)}{self.dice.randrange(10**6):06}号-1"
        made.pages[path] = (
            f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title></head><body>{body}<footer>{footer}<p>{icp}</p></footer></body></html>"
        )


def visit(made: Made) -> tuple[Visit, Any]:
    """Return the visit and the shop that it shows."""
    seen: list[tuple[Capture, Page | None]] = []
    errors: dict[str, str] = {}
    for path, html in made.pages.items():
        url = f"http://{made.host}{path}"
        seen.append((_capture(url), read_html(html, url)))
    for path, status in made.statuses.items():
        seen.append((_capture(f"http://{made.host}{path}", kind="error", status=status), None))
    for path, read in made.pictures.items():
        capture = _capture(f"http://{made.host}{path}", kind="picture")
        seen.append((capture, Page(url=capture.url, kind="shop", shop=read) if read is not None else None))
        errors |= {capture.id: "BadInput: picture: 20 x 20 pixels, too small to hold text"} if read is None else {}
    pages = [(capture, page) for capture, page in seen if page is not None]
    return Visit(home=home_of(pages), pages=pages, everything=seen, errors=errors), merge(made.host, pages, None)


def _capture(url: str, kind: str = "page", status: int = 200) -> Capture:
    ident = digest(url)
    plain = {"job_id": "j", "content_type": "text/html", "sha256": ident, "size": 1, "warc": "w", "offset": 0, "length": 1}
    return Capture(id=ident, url=url, final_url=url, fetched_at=T0, status=status, kind=kind, **plain)  # type: ignore[arg-type]


def findings(
    made: Made, *, same: list[dict[str, object]] | None = None, register: dict[str, object] | None = None, complete: bool = True
) -> tuple[Finding, ...]:
    """Return what the rulebook says of the whole shop, of its licences."""
    seen, shop = visit(made)
    links = sum(len(page.shop.licence_links) for _, page in seen.pages if page.shop is not None)
    offers = sum(bool(page.listings) or page.kind in ("product", "list") for _, page in seen.pages)
    handed = {"register": register} if register else {}
    whole = Seen(complete=complete, links=links, offers=offers, offered=offered(seen.pages), showings=showings(seen), more=handed)
    return tuple(finding for finding in judge_shop(load_engine(), shop, same or [], whole) if finding.category == "missing_licence")


def rules(made: Made, **handed: Any) -> set[str]:
    """Return the names of the rules that speak of the shop's licences."""
    return {finding.rule for finding in findings(made, **handed)}


def picture_of(kind: str, value: str, operator: str) -> PageShop:
    """Return what was read in a picture of a licence."""
    return PageShop(operator=operator, licences=(Licence(kind=kind, value=value, valid=True),))
