"""Which permit the goods need, and which numbers show it: the table of the law reference (part 2.5, list A) as far as words can tell.

Each duty is told from the class of the goods and from words that narrow it down; what the law sets free (own farm produce, hygienic pesticides,
medical devices of class I) is left out. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

_NOTHING = re.compile(r"(?!)")
_SURE, _SURE_FACTORY = 0.75, 0.6  # confidence of the class of goods from which an offer counts, and what is made in a factory

# edible farm produce needs no permit (食品安全法 art. 35); cut, cooked and packed food is none
FARM = re.compile(
    r"水果|鲜果|蔬菜|新鲜|现摘|鲜活|土鸡|土鸭|鸡蛋|鸭蛋|鹅蛋|鲜蛋|活鱼|鲜鱼|活虾|鲜肉|猪肉|牛肉(?!干|粒|酱)|羊肉|苗|玉米棒|红薯(?!干|条|片)|土豆|番薯|芋头|淮山"
    r"|大米|糙米|小米|杂粮|绿豆(?!糕|饼)|红豆(?!糕|饼)|黄豆|花生(?!油|酱|糖)|橙(?!汁|味)|柚子?(?!茶)|荔枝(?!干)|龙眼(?!干)|苹果(?!醋|汁|干|手机)|橘|柑|香蕉|菠萝(?!干)"
    r"|竹笋|笋(?!干)|香菇|木耳|银耳|菌|蜂蜜|蜂巢|土蜂|茶青|干货|腊|陈皮|梅菜|红薯干|笋干|菜干|五指毛桃|枸杞|红枣|核桃|桂圆|罗汉果|黑芝麻(?!糊)"
)
# made in a factory: no one's own farm produce
INDUSTRIAL = re.compile(
    r"饼干|饮料|汽水|可乐|薯片|方便面|泡面|巧克力|糖果|软糖|火腿肠|罐头|奶粉|牛奶|酸奶|压片|固体饮料|辣条|面包|蛋糕|预包装|果冻|膨化|冰淇淋|速溶|代餐|奶茶|咖啡|雪糕"
    r"|鸡精|酱油|蚝油|进口零食|(?<![a-zA-Z])SC\s?\d{14}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One permit. `classes`: goods that need it; `words`: one of them must be said, `free`: none of these; `kinds`: numbers that show it.

    `form`: pattern of those numbers; `scope`: words of a registered business scope that cover the goods; `least`: offers from which it is told.
    """

    name: str
    permit: str
    classes: frozenset[str]
    kinds: tuple[str, ...]
    scope: re.Pattern[str]
    words: re.Pattern[str] = _NOTHING
    free: re.Pattern[str] = _NOTHING
    form: re.Pattern[str] = re.compile(r"")
    least: int = 1

    def needed_for(self, klass: str, confidence: float, said: str) -> bool:
        """Return whether goods of this class, with these words, need the permit."""
        enough = _SURE_FACTORY if INDUSTRIAL.search(said) else _SURE
        if klass not in self.classes or confidence < enough or self.free.search(said):
            return False
        return self.words is _NOTHING or self.words.search(said) is not None

    def answered_by(self, kind: str, value: str) -> bool:
        """Return whether a number of this kind shows the permit."""
        return kind in self.kinds and self.form.search(value) is not None


def _duty(name: str, permit: str, classes: Collection[str], kinds: tuple[str, ...], scope: str, **more: object) -> Duty:
    patterns = {key: re.compile(value) if isinstance(value, str) else value for key, value in more.items()}
    return Duty(name=name, permit=permit, classes=frozenset(classes), kinds=kinds, scope=re.compile(scope), **patterns)  # type: ignore[arg-type]


_TRADE = r"批发|零售|书店|图书|童书|绘本|小说|教辅|练习册|教材|字典|词典|漫画|文集|全集|传记|出版社|isbn|ISBN"

_MEALS = r"外卖|堂食|到店|[单双三四多]人(?:套)?餐|火锅|快餐|盒饭|便当|自助餐|烤肉|小炒|现做|代金券"
_NO_MEALS = r"托盘|餐盘|餐具|打包盒|饭盒|便当盒|底料|蘸料|锅具|电火锅|火锅锅|风扇|桌|椅|机(?:器)?$|包邮"

DUTIES: dict[str, Duty] = {
    duty.name: duty
    for duty in (
        _duty(
            "food",
            "食品经营许可证或者仅销售预包装食品备案",
            ("ordinary_food", "health_food", "infant_formula", "special_medical_food", "alcohol"),
            ("food", "food_filing", "food_production"),
            r"食品|食用|酒|饮料|粮|茶叶|副食",
            free=r"宠物|猫粮|狗粮|饲料|模型|仿真|玩具",
            least=2,
        ),
        _duty(
            "catering", "食品经营许可证（餐饮服务）", ("catering",), ("food",), r"餐饮|食品", words=_MEALS, free=_NO_MEALS, form=r"(?i)^JY\s?-?2|^\d", least=2
        ),
        _duty(
            "drug",
            "药品经营许可证",
            ("drug", "otc_drug"),
            ("drug",),
            r"药品|中药|西药|处方药",
            words=r"国药准字|处方药|OTC|otc|胶囊|颗粒|片剂|片(?:\s|$|\d)|口服液|软膏|滴眼液|丸|冲剂|糖浆|喷雾剂|注射|药",
            free=r"兽用|兽药|宠物|药盒|药箱|收纳|药枕|书",
        ),
        _duty(
            "device",
            "医疗器械经营许可证（第三类）",
            ("device",),
            ("device",),
            r"医疗器械|第三类",
            words=r"国械注[准进许]\s?\d{4}3|隐形眼镜|美瞳|彩瞳|彩色隐形|角膜塑形镜|注射用|玻尿酸针|水光针|人工晶|植入|静脉留置针|导尿管",
            free=r"护理盒|镜盒|护理液|收纳|清洗器|摘戴|伴侣盒",
        ),
        _duty(
            "publication",
            "出版物经营许可证",
            ("book",),
            ("publication",),
            r"出版物|图书|报刊|音像|书籍",
            words=_TRADE,
            free=r"阅读器|电纸书|[Kk]indle|笔记本|日历|手账|空白|书立|书架|书包|书签|书皮|二手书一本",
            least=3,
        ),
        _duty(
            "pesticide",
            "农药经营许可证",
            ("agri_input",),
            ("other",),
            r"农药|农业生产资料",
            words=r"农药|除草剂|杀虫剂|杀菌剂|草甘膦|草铵膦|吡虫啉|多菌灵|阿维菌素|农药登记证|(?<![A-Za-z])PD20\d{6}",
            free=r"卫生用|卫生杀虫|蚊|蟑螂|蚂蚁|WP\d|兽|喷雾器|喷壶|农药桶",
            form=r"农药",
        ),
        _duty(
            "veterinary",
            "兽药经营许可证",
            ("agri_input", "pet", "drug"),
            ("other",),
            r"兽药|动物药品",
            words=r"兽药字|兽用(?:药|抗|疫|注射)|兽药",
            free=r"兽药广告|喷壶|注射器",
            form=r"兽药",
        ),
        _duty(
            "seed",
            "农作物种子生产经营许可证或者经营备案",
            ("agri_input",),
            ("seed", "other"),
            r"种子|种苗|农业生产资料",
            words=r"(?:水稻|玉米|小麦|大豆|棉花|油菜|杂交|审定|农作物).{0,8}种子|种子.{0,8}(?:审定|水稻|玉米)|稻种",
            free=r"盆栽|花卉|花种|多肉|阳台|草籽|音乐",
        ),
        _duty(
            "medical",
            "医疗机构执业许可证",
            ("medical_service",),
            ("other",),
            r"医疗|诊所|医院|门诊",
            words=r"注射|手术|激光|热玛吉|水光|玻尿酸|肉毒|双眼皮|隆|拔牙|种植牙|正畸|诊疗|抽脂|线雕",
            free=r"培训|课程|仪器|器材|书",
        ),
    )
}
