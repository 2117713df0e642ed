"""What a name of goods says by its form: a class in brackets behind it (补肾胶囊（非处方药）), a chemical name with a dosage form (盐酸左西替利嗪片)."""

from __future__ import annotations

import re

_IN_BRACKETS = {
    "otc_drug": "非处方药 otc 甲类otc 乙类otc 甲类非处方药 乙类非处方药 非处方药品",
    "drug": "药品 处方药 中成药 西药 化学药 化学药品 中药 中药饮片 处方药品",
    "device": "医疗器械 一类医疗器械 二类医疗器械 三类医疗器械 第一类医疗器械 第二类医疗器械 第三类医疗器械 体外诊断试剂 械字号",
    "health_food": "保健食品 蓝帽子 营养素补充剂 国产保健食品 进口保健食品",
    "special_medical_food": "特医食品 特殊医学用途配方食品",
    "ordinary_food": "普通食品 食品 固体饮料 压片糖果 食用农产品 代用茶 预包装食品",
    "cosmetic": "化妆品 普通化妆品 妆字号",
    "special_cosmetic": "特殊化妆品",
    "disinfectant": "消毒产品 消字号 消毒剂",
    "agri_input": "农药 兽药 兽用 兽用非处方药 兽用处方药 饲料 肥料 种子",
}
_CLASSES = {word: klass for klass, words in _IN_BRACKETS.items() for word in words.split()}

# parts of international nonproprietary names as the pharmacopoeia writes them, and the acids of medicinal salts; carbonates and gluconates are left
# out because food supplements bear them too
_STEM = (
    "沙坦|地平|他汀|普利|洛尔|西林|霉素|沙星|拉唑|替丁|洛芬|昔布|康唑|洛韦|那韦|替尼|唑仑|唑嗪|曲坦|司琼|格列|列汀|列净|双胍|替利嗪|他定|溴索|硝唑|非诺贝特|"
    "膦酸|米松|奈德|泼尼|可松|噻嗪|酰氨基酚|利多卡因|多潘立酮|西汀|莫匹|替米|头孢|阿昔|碳酸镁|蒙脱石|杆菌.{0,3}联活菌|特比萘芬|维a酸|甲酸|水杨酸甲酯"
)
_SALT = "盐酸|硫酸|马来酸|酒石酸|富马酸|苯磺酸|枸橼酸|氢溴酸|甲磺酸|磷酸|醋酸|丙酸|糠酸|硝酸|琥珀酸|羟苯磺酸|双氯芬酸|玻璃酸"
_FORM = "片|胶囊|颗粒|散|丸|剂|混悬液|口服溶?液|滴眼液|滴鼻液|滴耳液|软膏|乳膏|凝胶|栓|注射液|糖浆|溶液|贴膏|酊"
_CHEMICAL = re.compile(rf"(?:^(?:复方|注射用)?(?:{_SALT})|{_STEM}).{{0,12}}(?:{_FORM})$")
# dosage forms that no food or cosmetic may take (中国药典 四部 制剂通则)
_ONLY_DRUGS = re.compile(
    r"(?:口服溶液|缓释片|控释片|肠溶片|分散片|缓释胶囊|肠溶胶囊|滴丸|干混悬剂|混悬液|滴鼻液|滴耳液|注射液|注射用.{2,10}|搽剂|合剂|酊剂?|[痔疮唑素酯酸]栓剂?)$"
)
_OTHERS = re.compile(r"兽|猫|犬|狗|宠物|牛|羊|猪|鸡|鱼|禽|作物|叶面|树")
_FEWEST = 3


def class_in_brackets(said: str) -> str | None:
    """Return the class of goods that the words in brackets name outright, or None. `said`: in NFKC and lower case."""
    return _CLASSES.get(said.strip())


def is_named_like_a_drug(name: str) -> bool:
    """Return whether a name (NFKC, lower case) is that of a drug by its form: a chemical name with a dosage form, or a form that only drugs take."""
    return len(name) >= _FEWEST and not _OTHERS.search(name) and bool(_CHEMICAL.search(name) or _ONLY_DRUGS.search(name))
