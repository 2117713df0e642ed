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
    "膦酸|米松|奈德|泼尼|可松|噻嗪|酰氨基酚|氨酚|利多卡因|多潘立酮|西汀|莫匹|替米|头孢|阿昔|碳酸镁|蒙脱石|杆菌.{0,3}联活菌|特比萘芬|维a酸|甲酸|水杨酸甲酯"
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
# what names of Chinese patent medicines are built of: ailments, functions, classical recipes
_TRADITIONAL = (
    "感冒|伤风|流感|退热|退烧|止咳|咳|痰|喘|平喘|咽|鼻|喉|清火|清热|解毒|败毒|抗病毒|牛黄|板蓝|连翘|双黄连|银翘|柴胡|防风|藿香|正气|保济|清瘟|四季|桑菊|黄连|上清|泻|胃|肠炎|痢|消食|健脾|参苓"
    "|归脾|补中益|补肾|补肺|补血|补气|补心|益气|益母|益肾|壮腰|壮骨|固肾|固精|缩泉|肾气|地黄|六味|知柏|杞菊|逍遥|乌鸡|白凤|八珍|十全|调经|痛经|止痛|止血|止泻|止痒|消炎|降压|降糖|降脂|消渴|通心|丹参"
    "|血塞通|血府|逐瘀|活血|通络|舒筋|活络|追风|祛风|透骨|骨刺|骨痛|风湿|风痛|狗皮|麝香|跌打|云南白药|三七|镇痛|镇咳|安神|安眠|天王补|柏子|脑心|心宝|救心|再造|安宫|至宝|苏合|华佗|乌龙养|护肝|疏肝"
    "|肝胆|利胆|胆|结石|排石|通淋|前列|癃|尿|痔|肛泰|槐角|疮|癣|皮炎|皮康|湿疹|湿毒|血毒|银屑|白癜|脚气|烫伤|烧伤|京万红|马应龙|眼药|明目|珍珠明|滴眼|耳聋|牙痛|口炎|口腔|冰硼|西瓜霜|开塞|麻仁|通便"
    "|驱虫|蛔|宝宝|小儿|肥儿|保婴|七珍|妇科|妇炎|妇宁|千金|花红|金鸡|宫血|乳癖|乳增|乳块|消瘤|消癌|肿瘤|抗癌|康复|壮阳|强肾|龟龄|男宝|五子衍宗|六神|仁丹|人丹|十滴|玉屏风|大补|参茸|归元|定志|养阴|润燥|通窍|癫"
)
_PATENT = re.compile(rf"(?:{_TRADITIONAL}).*(?:片|胶囊|颗粒|丸|散|丹|膏|口服液|口服溶液|糖浆|洗液|喷剂|喷雾剂|滴剂|洗剂|药片|浓缩丸|软膏|乳膏|凝胶)$")
_NAMED_OTC = re.compile(r"(?:丸|散|丹|滴丸|浓缩丸|颗粒|冲剂|合剂)$")
# words that say it is food, cosmetics or a disinfectant whatever the form: 猴头菇养胃颗粒, 阿胶固元膏, 祛痘凝胶
_NO_DRUG = re.compile(
    r"糖果|饮|茶|糕|梨膏|固元|固体|食品|奶|猴菇|蜂|面膜|精华|痘|护手|护肤|身体|洗发|头皮|染|美白|牙膏|漱口|抑菌|消毒|抗菌|消字|冷敷|敷料|理疗|医用|械|维生素|钙|鱼油|蛋白|氨糖|益生|牡蛎|玛咖|肽|酵素|叶黄素|褪黑"
    r"|猫|狗|犬|宠|兽|禽|猪|鸡用|护理|保健|蓝帽|私处|私密|润肤|婴儿霜|枇杷膏糖|足浴|泡脚|沐浴|卫生|芝麻丸|糯米丸|鱼丸|肉丸|牛丸|虾丸|蔬菜丸|果|薯|瓜片|花|豆|米|粉"
)


def class_in_brackets(said: str) -> str | None:
    """Return the class of goods that the words in brackets name outright, or None. `said`: in NFKC and lower case."""
    return _CLASSES.get(said.strip())


def drug_by_name(name: str) -> tuple[str, float] | None:
    """Class and confidence of a name (NFKC, lower case) that is built like a drug's: a chemical name with a dosage form, a form that only drugs take,
    or an ailment, a function or a classical recipe with a form (咽炎片, 追风膏). None for all others.
    """
    if len(name) < _FEWEST or _OTHERS.search(name):
        return None
    if _CHEMICAL.search(name) or _ONLY_DRUGS.search(name):
        return "drug", 0.92
    if _PATENT.search(name) and not _NO_DRUG.search(name):
        return ("otc_drug" if _NAMED_OTC.search(name) else "drug"), 0.9
    return None
