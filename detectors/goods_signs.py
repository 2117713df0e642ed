"""Signs of a class of goods that are no nouns: permit numbers, compulsory sentences, and the last character of a name (红豆薏仁茶, 蓝牙耳塞机)."""

from __future__ import annotations

import re
from collections.abc import Iterator

# 食品生产许可 SC + 1 + two digits of the kind of food (食品生产许可管理办法 art. 30): 15 酒类, 27 保健食品, 28 特医, 29 婴配
_SC_KINDS = {"115": "alcohol", "127": "health_food", "128": "special_medical_food", "129": "infant_formula"}

_PROVINCES = "[国省市京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新]"

# a permit or a sentence that the law prescribes for one class: words of which one must be there, pattern, class, weight (a noun has 3)
_SIGNS: tuple[tuple[tuple[str, ...], re.Pattern[str], str, float], ...] = tuple(
    (tuple(words.split()), re.compile(pattern), klass, weight)
    for words, pattern, klass, weight in (
        ("国药准字 药广审", r"国药准字|药广审", "drug", 9.0),
        ("食健 代替药 替代药 保健食品不是", r"国食健[注字]|食健备|卫食健字|食健广审|保健食品不是药物|不能(?:代替|替代)药(?:物|品)", "health_food", 9.0),
        ("国食注字ty 食特广审 临床营养师", r"国食注字ty|食特广审|临床营养师指导", "special_medical_food", 9.0),
        ("国食注字yp", r"国食注字yp", "infant_formula", 9.0),
        ("械注 械备 药监械 械广审 医务人员", rf"{_PROVINCES}械[注备]|食药监械|械广审|医务人员的?指导下(?:购买|使用)", "device", 9.0),
        ("网备", r"妆网备|牙膏网备", "cosmetic", 9.0),
        ("国妆特", r"国妆特", "special_cosmetic", 9.0),
        ("卫消", r"卫消(?:证|新)", "disinfectant", 9.0),
        ("otc 非处方药 购买和使用", r"(?:药品说明书|药师指导下)购买和使用|(?<![a-z])otc(?![a-z])|(?<!不是)非处方药", "otc_drug", 9.0),
        ("处方", r"(?<!非)处方药|凭(?:医师|医生)?处方", "drug", 6.0),
        ("农药登记 兽药字 pd20", r"农药登记|兽药字|(?<![a-z])pd20\d{6}", "agri_input", 9.0),
        ("预售", r"预售(?:许可)?证?(?:号|字)|房预(?:售)?字|预售证", "real_estate", 6.0),
        ("厅", r"[一二两三四五六1-6][室房][一二两三1-3]厅", "real_estate", 4.0),
        ("医广", r"医广[【\[(（]", "medical_service", 9.0),
        ("办学许可", r"办学许可", "education", 6.0),
        ("份,价值", r"\d份,价值", "catering", 4.0),  # a group-buying menu
        ("isbn", r"isbn", "book", 6.0),
        ("投资有风险 理财", r"投资有风险|理财(?:有|非)", "finance", 3.0),
        ("加盟", r"加盟(?:热线|电话|咨询)", "franchise", 3.0),
        ("过量饮酒 售酒", r"过量饮酒|(?:禁止|不得|不)向未成年人(?:销售|出售)酒", "alcohol", 4.0),
        ("吸烟有害 售卷烟 售电子烟", r"吸烟有害健康|(?:禁止|不得|不)向未成年人(?:销售|出售)(?:卷烟|电子烟)", "tobacco", 4.0),
    )
)
# how goods are used, what surrounds a trade: weak, so that they decide only where no noun does
_USES: tuple[tuple[str, re.Pattern[str], str, float], ...] = tuple(
    (chars, re.compile(pattern), klass, weight)
    for chars, pattern, klass, weight in (
        ("喝饮", r"喝(?!酒|醉|彩|高)|饮(?:一|用|上)", "ordinary_food", 1.4),
        ("吃", r"吃(?!药|惊|亏|苦|力|饭|货|透|紧|瘪|老本|醋|一堑|止|安眠|激素|西药|中药|降|消炎|鸡|官司|香|定|不消)", "ordinary_food", 1.0),
        ("泡煮炖煎熬嚼含煲", r"(?:泡|煮|炖|煎|熬|煲)(?:水|茶|汤|粥|着)|嚼(?:着|一)|含(?:一片|两片|着)", "ordinary_food", 1.4),
        ("戴枕垫盖铺睡", r"(?:佩?戴|枕|垫|盖|铺|睡|坐|踩)(?:着|上|在|它|了|一|半|三)", "daily_goods", 1.2),
        ("穿", r"穿(?:着|上|它|了|一季|搭)", "clothing", 1.2),
        ("贴", r"[一两三这每]贴|贴(?:上|在|一|两|三|完|它|哪|敷)", "daily_goods", 1.3),
        ("抹涂擦敷", r"(?:抹|涂|擦)(?:上|在|一|两|三|完|脸|手|它|到|抹|了)|上脸|敷(?:一|在|脸|完|五|三)|刷(?:牙|三天|半个月)", "cosmetic", 1.3),
        ("推灸按手刮拔", r"手法|推拿|(?:推|灸|刮|拔|揉)(?:一|两|三|几|五|十)(?:次|回|下|推|灸|按|罐)|扎针|经络|艾灸|到店体验", "beauty_service", 1.3),
        ("院术", r"(?:我|本|来|到我|我们|入)院(?!子|校|落|长)|术后|术前|主刀|面诊|看诊|挂号", "medical_service", 2.0),
        ("牙", r"(?:种|镶|补|拔|整|矫)(?:一颗|颗|口)?牙|全口|半口|牙冠|龅牙|地包天|牙缝", "medical_service", 2.0),
        ("亩苗虫", r"[一每0-9万]亩|亩(?:产|收|用)|病苗|虫口|害虫|喷雾|果农|菜农|农户|猪场|鸡场|虾塘|鱼塘", "agri_input", 1.6),
        (
            "租房平㎡发置",
            r"租金|收租|房款|招租|买房|[一每]平(?!台|安|均)|/㎡|开发商|置业",
            "real_estate",
            1.6,
        ),
        ("息投利涨翻盈", r"复利|翻(?:一|两|几)?倍|年化|收益|利息|行情|保本|本金|入股|分红|二级市场|几个点|稳赚|加价回购", "finance", 1.3),
        ("店盟代", r"(?:家|加盟)店(?:没有一家|都|月)|门店没有|开店|拿货|总部|加盟商|代理价|直推|拉人", "franchise", 1.3),
        ("考学校课师班", r"录取|考官|押中|押题|拿证|拿本|学信网|学历|考前|提分|名师|上大学|升学|课时|孩子上台|高考|单招", "education", 1.4),
        ("鞋码标厂", r"莆田|剪标|吊牌|鞋标|鞋盒|尺码|版型|原单|尾单|码数|上身", "clothing", 1.3),
        ("汽车油", r"百公里|发动机|积碳|油耗|刹车|省油|车主", "daily_goods", 1.3),
        ("菜味锅", r"招牌|堂食|人均|上菜|这个味|现炒|客家菜|大厨|老师傅的菜|必吃榜", "catering", 1.3),
        ("烟", r"替烟|二手烟|焦油|口味烟|抽起来|过肺|雾化", "tobacco", 1.6),
        ("酒", r"酒质|酒体|陈酿|喝酒|接待用酒|好酒|白酒|酱香|原箱|年份", "alcohol", 1.3),
        ("石玉翡矿", r"矿主|料子|原石|老坑|种水|手镯|镯子|开光|财位", "jewellery", 1.3),
        ("猫犬狗宠", r"猫|犬|狗(?!不理|血|粮人)|宠", "pet", 1.0),
    )
)
_SC = re.compile(r"(?<![a-z])sc\s?(1\d\d)\d{11}(?!\d)")
_DENIED = re.compile(r"非药品|不是药(?!师|店)|并非药")

# the character that ends a name says what it is; only for what stands as the name of goods, never inside running text
_ENDINGS: tuple[tuple[str, str, float], ...] = (
    ("茶米面糖盐醋酱饼糕酥粥汤饭肉鱼虾蟹蛋果菜瓜豆枣奶蜜粉饮笋菇薯桃梨橘橙柚莓枇参耳", "ordinary_food", 4),
    ("酒", "alcohol", 6),
    ("烟", "tobacco", 4),
    ("药丸", "drug", 3),
    ("片", "ordinary_food", 2.5),
    ("霜", "cosmetic", 4),
    ("皂", "cosmetic", 4),
    ("裤裙衫衣鞋袜帽靴包褂", "clothing", 5),
    ("机器锅炉扇灶", "appliance", 3.5),
    ("仪", "appliance", 2.5),
    ("杯碗壶盘盆巾刀椅桌床柜垫被枕伞刷纸笔绳灯贴镜凳筷勺架", "daily_goods", 4),
    ("戒链镯坠玉珠", "jewellery", 5),
    ("书册", "book", 5),
    ("班课营", "education", 4),
    ("宅苑", "real_estate", 4),
    ("险", "finance", 5),
    ("店馆", "service", 2.5),
    ("泵阀钢", "industrial_goods", 5),
)
_ENDING = {char: (klass, weight) for chars, klass, weight in _ENDINGS for char in chars}
# 茶 and 酒 name goods wherever a clause ends with them: 这款茶，每天一杯
_LONE = re.compile(r"(?<=[\u4e00-\u9fff])([茶酒])(?=[\s,，。.!！?？、;；:：的能可是为每有就]|$)")


def signs_in(text: str) -> Iterator[tuple[str, str, float]]:
    """Yield (class, the words seen, weight) for every sign in a text in NFKC and lower case."""
    for words, pattern, klass, weight in _SIGNS:
        if any(word in text for word in words):
            for match in pattern.finditer(text):
                yield klass, match[0], weight
    for chars, pattern, klass, weight in _USES:
        if any(char in text for char in chars):
            for match in pattern.finditer(text):
                yield klass, match[0], weight
    for match in _SC.finditer(text) if "sc" in text else ():
        yield _SC_KINDS.get(match[1], "ordinary_food"), match[0], 5.0
    for match in _LONE.finditer(text):
        yield ("alcohol" if match[1] == "酒" else "ordinary_food"), match[1], 2.0


def ending_of(name: str) -> tuple[str, float] | None:
    """Class and weight that the last character of a name of goods speaks for."""
    return _ENDING.get(name[-1:])


def says_it_is_no_drug(text: str) -> bool:
    """Whether the text itself denies that the goods are a drug (本品不是药)."""
    return any(word in text for word in ("非药品", "不是药", "并非药")) and _DENIED.search(text) is not None
