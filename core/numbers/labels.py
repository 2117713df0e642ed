"""What each kind of licence number is called in Chinese: for screens, and for a shop written out as text."""

from __future__ import annotations

LABELS = {
    "icp": "ICP 备案号",
    "icp_licence": "经营性 ICP 许可证",
    "psb": "公安备案号",
    "uscc": "统一社会信用代码",
    "reg_no": "工商注册号（15 位）",
    "telecom": "增值电信业务许可证",
    "food": "食品经营许可证",
    "food_filing": "仅销售预包装食品备案",
    "food_old": "食品流通许可证（旧）",
    "food_production": "食品生产许可证",
    "food_platform": "网络食品交易第三方平台备案",
    "drug": "药品经营许可证",
    "drug_approval": "药品批准文号",
    "drug_info": "互联网药品信息服务资格证",
    "drug_trade": "互联网药品交易服务资格证",
    "drug_platform": "药品网络交易第三方平台备案",
    "device": "医疗器械经营许可或备案",
    "device_registration": "医疗器械注册证",
    "device_platform": "医疗器械网络交易平台备案",
    "health_food": "保健食品注册或备案",
    "health_info": "互联网医疗保健信息服务",
    "cosmetics": "化妆品注册或备案",
    "ad_approval": "广告审查批准文号",
    "publication": "出版物经营许可证",
    "net_publishing": "网络出版服务许可证",
    "net_culture": "网络文化经营许可证",
    "av": "信息网络传播视听节目许可证",
    "broadcast": "广播电视节目制作经营许可证",
    "news": "互联网新闻信息服务许可证",
    "prepaid_card": "单用途预付卡备案",
    "algorithm": "算法备案",
    "domain_registrar": "域名注册服务机构许可",
    "seed": "种子生产经营许可证",
    "org_code": "组织机构代码",
    "gtin": "商品条码",
    "patent": "专利号",
    "ccc": "强制性产品认证证书",
    "trademark": "商标注册号",
    "other": "其他证照",
}


def label_of(kind: str) -> str:
    """Return the Chinese name of a kind of number, the kind itself where it has none."""
    return LABELS.get(kind, kind)
