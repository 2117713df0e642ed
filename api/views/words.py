"""The Chinese words of the screens for the codes in the records. A code that has no word is shown as it is."""

from __future__ import annotations

from core.numbers.labels import LABELS

CATEGORY = {
    "absolute_terms": "绝对化用语",
    "medical_claim_nonmedical": "普通商品宣称医疗功效",
    "health_food": "保健食品",
    "drug_or_device": "药品、医疗器械、医疗服务",
    "cosmetics_medical": "化妆品宣称医疗作用",
    "finance_return": "投资回报",
    "education_guarantee": "教育培训保证",
    "real_estate": "房地产",
    "alcohol": "酒类",
    "tobacco": "烟草、电子烟",
    "infant_formula": "婴儿乳制品",
    "agri_inputs": "农药、兽药、种子",
    "state_symbols": "国家象征、国家机关名义",
    "superstition_vulgar": "迷信、低俗、违背公序良俗",
    "false_claim": "虚假、引人误解",
    "data_citation": "引证内容未标明出处",
    "patent_claim": "专利",
    "disparagement": "贬低他人",
    "not_identifiable": "广告不可识别",
    "unreviewed_ad": "未经审查",
    "price_fraud": "价格欺诈",
    "counterfeit": "假冒、侵犯商标权",
    "missing_licence": "无证、未亮证",
    "prohibited_goods": "禁止网上销售",
    "pyramid_selling": "传销",
    "unfair_terms": "不公平格式条款",
    "fake_reviews": "虚构评价、刷单",
    "other": "其他",
}
STATUS = {"new": "待处理", "relapse": "再次出现", "confirmed": "属实", "dismissed": "已排除"}
SEVERITY = {"high": "严重", "medium": "一般", "low": "轻微"}
CONFIDENCE = {"high": "高", "medium": "中", "low": "低"}
KIND = {"listing": "商品", "advertisement": "广告", "shop": "店铺", "page": "网页"}
JOB = {"due": "等待执行", "running": "正在执行", "done": "已完成", "failed": "失败"}
ALERT = {"due": "待发送", "sent": "已发送", "suppressed": "未提醒"}
CHANNEL = {"mailbox": "本机邮箱文件夹", "smtp": "电子邮件"}
WITNESS = {"present": "相关用语仍在页面上", "gone": "页面上已看不到相关用语", "absent": "未能用浏览器复核", "": "尚未复核"}
ACTION = {"new": "发现线索", "relapse": "属实后再次出现", "confirmed": "判定属实", "dismissed": "排除", "reopened": "撤销决定", "joined": "并入近似线索"}
RULE_STATUS = {"draft": "草稿", "active": "启用", "retired": "停用"}
FIELD = {"title": "标题", "text": "正文", "picture": "图片", "goods": "商品类别", "price": "价格", "shop": "店铺"}
VIA = {"http": "直接抓取", "browser": "浏览器抓取", "file": "文件导入"}
FACET = {
    "kind": "类型",
    "category": "类别",
    "rule": "规则",
    "area": "地区",
    "shop": "店铺",
    "goods_class": "商品类别",
    "status": "处理状态",
    "severity": "严重程度",
    "confidence": "可信度",
    "day": "日期",
}
LICENCE = LABELS

SEVERITY_MEANS = {
    "high": "属实则可能危及健康、财产或公共利益，建议优先核查",
    "medium": "属实则可能误导消费者，按正常顺序核查",
    "low": "属实则情节通常较轻，可合并核查",
}
CONFIDENCE_MEANS = {
    "high": "文字本身即可看出，很少误报",
    "medium": "多数情况成立，需核对上下文或例外情形",
    "low": "弱信号，须结合其他材料判断；不单独发提醒",
}
CONFIRM_REASONS = ("页面内容与线索一致", "已与另一名执法人员共同核实", "同一主体多次出现", "已固定证据，拟立案")
DISMISS_REASONS = ("属例外情形（如自身产品比较、分级用语）", "上下文并非广告宣传", "所需证照、批件已核实有效", "内容已改正且情节轻微", "识别有误")

_BY_FIELD = {"category": CATEGORY, "status": STATUS, "severity": SEVERITY, "confidence": CONFIDENCE, "kind": KIND}


def word(table: dict[str, str], code: str) -> str:
    """Return the word for a code, the code itself where there is none."""
    return table.get(code, code)


def facet_word(field: str, value: str) -> str:
    """Return the word for a value of a facet; the values of other facets are words already."""
    return _BY_FIELD.get(field, {}).get(value, value) or "未注明"


ENDINGS = {"all pages visited": "已访问全部页面", "page limit": "达到页数上限", "the crawl process ended without a report": "抓取进程中断，没有报告"}


def ending(text: str, problems: dict[str, str]) -> str:
    """Return why a job ended in Chinese where its words are known, with the detail as it was kept."""
    name, colon, detail = text.partition(": ")
    if colon and name in problems:
        return f"{problems[name]}：{detail}"
    for begin, chinese in ENDINGS.items():
        if text.startswith(begin):
            rest = text[len(begin) :].strip(" :,;()")
            return f"{chinese}（{rest}）" if rest else chinese
    return text
