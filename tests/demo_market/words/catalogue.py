"""What the shops sell: plain goods by trade, with specification, price range and a plain sentence."""

from __future__ import annotations

from random import Random

from tests.demo_market.model import Goods
from tests.demo_market.words.names import brand

FOOD = (
    ("陈皮", "250g/罐", 38, 168), ("高山绿茶", "500g/袋", 68, 298), ("罗汉果", "12个装", 19, 59), ("野生菌干", "200g", 35, 120), ("桂圆干", "1kg", 28, 78),
    ("蜂蜜", "500g/瓶", 39, 128), ("客家梅菜", "400g*2", 15, 45), ("红薯干", "1kg袋装", 16, 49), ("核桃仁", "500g", 32, 96), ("龙门米饼", "30枚", 18, 56),
    ("黑芝麻糊", "600g", 22, 66), ("五指毛桃", "300g", 26, 88), ("凤凰单丛", "250g礼盒", 98, 398), ("花生油", "5L", 89, 189), ("竹笋干", "400g", 25, 79),
)  # fmt: skip
DAILY = (
    ("记忆棉枕头", "60*40cm", 59, 239), ("收纳箱", "66L两只", 39, 129), ("保温杯", "500ml", 49, 199), ("雨伞", "十骨加大", 29, 99),
    ("棉拖鞋", "男女款", 19, 69),
    ("晾衣架", "落地折叠", 69, 199), ("毛巾", "3条装", 18, 58), ("垃圾桶", "12L", 25, 79), ("加湿器", "4L", 79, 259),
    ("护膝", "一对", 29, 119), ("足浴桶", "加高款", 89, 329), ("坐垫", "45cm", 22, 88), ("台灯", "充电款", 49, 189), ("遮光窗帘", "2m*2.7m", 88, 268),
)  # fmt: skip
WEAR = (
    ("运动鞋", "39-44码", 129, 399), ("单肩包", "牛皮", 159, 599), ("钱包", "短款", 59, 259), ("皮带", "自动扣", 49, 199), ("卫衣", "M-3XL", 69, 219),
    ("手提包", "中号", 199, 699), ("板鞋", "35-44码", 99, 299), ("太阳镜", "偏光", 69, 259), ("双肩包", "15.6寸", 89, 299), ("丝巾", "90cm方巾", 49, 189),
    ("内增高男鞋", "38-43码", 159, 389), ("棒球帽", "可调节", 29, 99),
)  # fmt: skip
STATIONERY = (
    ("英语形容词比较级与最高级练习册", "64页", 12, 36), ("治愈系插画日历", "2027年", 29, 79), ("血压记录本", "A5", 9, 28), ("中性笔", "12支", 12, 39),
    ("木质1:1比例模型拼装件", "老式收音机", 59, 169), ("仿真绿植盆栽", "高仿真龟背竹", 29, 119), ("复刻版连环画", "本社1963年版重印", 39, 129),
    ("文件柜", "三层", 69, 199),
    ("国家级自然保护区地图册", "16开", 48, 128), ("小学语文第一册同步字帖", "48页", 12, 32), ("便签纸", "10本", 9, 29), ("书立", "4片", 15, 45),
    ("急救包收纳袋", "空包", 19, 59), ("计算器", "大屏", 25, 89), ("七格药盒", "便携式空盒", 9, 29),
)  # fmt: skip
KITCHEN = (
    ("铸铁锅", "26cm", 99, 399), ("砧板", "整木", 39, 159), ("不锈钢汤勺", "两支", 15, 49), ("刀具", "五件套", 89, 329), ("电热水壶", "1.7L", 59, 189),
    ("玻璃碗", "6只", 29, 89), ("紫砂壶", "200ml", 128, 598), ("蒸锅", "三层", 79, 259), ("餐盘", "8英寸", 18, 58), ("调料罐", "4只", 22, 79),
    ("电饭煲", "4L", 129, 399), ("筷子", "10双", 12, 49),
)  # fmt: skip
TRADES = {"food": FOOD, "daily": DAILY, "wear": WEAR, "stationery": STATIONERY, "kitchen": KITCHEN}
_SENTENCES = (
    "包装完好，收货时请当面检查。", "产地广东，批次见外箱标签。", "颜色以实物为准，手工测量有误差。", "库存实时更新，拍下即可。",
    "自家仓库发货，珠三角次日可达。", "客服在线时间9:00至21:00。", "可与店内其他商品合并邮费。", "每件出库前人工检查一遍。",
)  # fmt: skip
_LOOKS = ["新款", "家用", "简约", "便携", "加厚", "礼盒装", "实惠装", "日常款", "经典款", "组合装"]


def goods(rng: Random, trade: str, number: int) -> list[Goods]:
    """Return so many different products of the trade, with nothing planted in them."""
    chosen = rng.sample(TRADES[trade], number)
    return [_one(rng, *item) for item in chosen]


def _one(rng: Random, what: str, size: str, low: int, high: int) -> Goods:
    name = brand(rng)
    cents = rng.choice((0, 0, 50, 80, 90, 99))
    price = rng.randrange(low, high) * 100 + cents
    more = price + rng.randrange(10, 90) * 100 if rng.random() < 0.6 else 0
    return Goods(
        sku=str(rng.randrange(10_000, 99_999)),
        title=f"{name}{rng.choice(_LOOKS)}{what} {size}",
        price=f"{price / 100:.2f}",
        list_price=f"{more / 100:.2f}" if more else "",
        brand=name,
        what=what,
        body=tuple(rng.sample(_SENTENCES, 3)),
        facts=(("品牌", name), ("规格", size), ("货号", f"{rng.choice('BCDEFG')}{rng.randrange(1000, 9999)}")),
        stock=rng.random() < 0.85,
    )
