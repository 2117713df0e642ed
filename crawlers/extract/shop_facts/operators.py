"""Who runs the shop: the name that the licence bears, read from labels, from the copyright line, or from 由…运营."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawlers.extract.shop_facts.pairs import value_of

# the order is the order of trust: what a licence calls 名称 comes before a person
_LABELS = (
    "企业名称", "公司名称", "执照名称", "主体名称", "经营主体名称", "经营者名称", "单位名称", "字号名称", "经营主体", "运营主体", "店铺主体",
    "商户名称", "商家名称", "卖家名称", "运营公司", "运营单位", "运营方", "主办单位",
)  # fmt: skip
_IDENTITY = ("统一社会信用代码", "社会信用代码", "信用代码", "营业执照注册号", "注册号")
_NEAR = 6  # labels between 名称 and the code on a licence

_LEGAL = (
    "[（(]个体工商户[)）]|有限责任公司|股份有限公司|有限公司|股份公司|合伙企业|合作社|联合社|"
    "经营部|商行|工作室|门市部|贸易行|批发部|服务部|营业部|经销部|商贸部|家庭农场"
)
_NAME = r"[\u4e00-\u9fff（）()]"
ENTITY = re.compile(rf"{_NAME}{{2,36}}?(?:{_LEGAL})(?:[（(](?:有限合伙|普通合伙|个体工商户|个人独资)[)）])?(?:[\u4e00-\u9fff]{{2,10}}分公司)?")
_LEADING = re.compile(r"^(?:版权所有者?|版权归?|归|本(?:网站|站|店|商城|平台|服务|产品)?|由|甲方|乙方|开发者|公司名称|企业名称|[（()）]|为|是|属于|隶属于?)+")
_COPYRIGHT = re.compile(r"©|\(c\)|版权所有|copyright|all rights reserved|备案?号|icp备", re.IGNORECASE)
_LONGEST_LINE = 2_000
_HELPER = re.compile(r"(?:技术支持|技术服务|建站|网站(?:设计|制作|建设)|设计制作|制作维护|推广|powered by|主机|托管|域名)[^\n]{0,6}$", re.IGNORECASE)
_NO_PERSON = re.compile(r"信息|执照|公示|资质|证照|承诺|声明|登记|自营|入驻|平台|商家|应当|须知")
_RUN_BY = re.compile(r"由\s?([^\n，。,;；]{4,50}?)\s?(?:负责)?(?:运营|经营|主办|开办|提供(?!技术|网络|CDN|云|存储|物流|配送|支付|担保|售后))")
# one person's shop: 某某小店由张三经营; a family name keeps 由专业团队经营 out
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫"
    "段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶"
)
_RUN_BY_ONE = re.compile(rf"(?:店|商城|铺|摊|坊|馆|园|社)\s?由\s?((?:欧阳|上官|司徒|[{_SURNAMES}])[\u4e00-\u9fff]{{1,2}})(?:个人)?经营")


def read_operator(text: str, pairs: Sequence[tuple[str, str]]) -> str:
    """Return the operator's name, empty when the page does not say it."""
    return _labelled(pairs) or _licence_name(pairs) or _copyright(text) or _run_by(text) or _person(pairs, text)


def _labelled(pairs: Sequence[tuple[str, str]]) -> str:
    for label in _LABELS:
        name = _clean(value_of([pair for pair in pairs if pair[0] == label], (label,)))
        if name:
            return name
    return ""


def _licence_name(pairs: Sequence[tuple[str, str]]) -> str:
    """名称 alone says little; beside the code of a licence it is the licence's own word."""
    names = [label for label, _ in pairs]
    for place, (label, value) in enumerate(pairs):
        near = names[max(0, place - _NEAR) : place + _NEAR]
        if label == "名称" and any(item in near for item in _IDENTITY):
            return _clean(value)
    return ""


def _person(pairs: Sequence[tuple[str, str]], text: str) -> str:
    value = value_of(pairs, ("经营者", "经营者姓名"))
    entity = first_entity(value)
    if entity:
        return entity
    if re.fullmatch(r"[\u4e00-\u9fff·]{2,12}", value) and not _NO_PERSON.search(value):
        return value
    one = _RUN_BY_ONE.search(text)
    return one[1] if one else ""


def _clean(value: str) -> str:
    entity = first_entity(value)
    if entity:
        return entity
    words = value.split(" ")[0]
    return words if re.fullmatch(r"[\u4e00-\u9fffA-Za-z0-9（）()&·.\-]{3,50}", words) and re.search(r"[\u4e00-\u9fff]{2}", words) else ""


def _copyright(text: str) -> str:
    for match in reversed(list(_COPYRIGHT.finditer(text))):
        start = text.rfind("\n", 0, match.start()) + 1
        if match.start() - start < _LONGEST_LINE:
            name = first_entity(text[start : start + _LONGEST_LINE].partition("\n")[0])
            if name:
                return name
    return ""


def _run_by(text: str) -> str:
    return next((name for match in _RUN_BY.finditer(text) if (name := first_entity(match[1]))), "")


def first_entity(line: str) -> str:
    """Return the first name of a legal entity in the line, without the words before it; passes over those who only built the site."""
    for match in ENTITY.finditer(line):
        name = _LEADING.sub("", match[0])
        if not _HELPER.search(line[: match.start()] + match[0][: len(match[0]) - len(name)]) and re.match(r"[\u4e00-\u9fff（(]", name) and len(name) >= 5:
            return name
    return ""
