"""The words in which a target is written in files and on screens: headings, classes, frequencies, policies."""

from __future__ import annotations

HEADINGS = {
    "url": "网址",
    "name": "名称",
    "klass": "类别",
    "operator": "经营者",
    "area": "地区",
    "every": "频率",
    "browser": "浏览器",
    "max_pages": "最多页数",
    "basis": "法律依据",
    "scope": "范围",
    "approved_by": "批准人",
    "valid_until": "有效期至",
    "risk": "风险",
    "window": "抓取时段",
    "delay": "间隔秒数",
    "concurrency": "并发数",
    "robots": "爬虫协议",
    "robots_reason": "不遵守理由",
    "robots_by": "决定人",
    "active": "状态",
}
CLASSES = {
    "shop": "网店",
    "platform_shop": "平台内店铺",
    "social_account": "社交账号",
    "mini_site": "小程序站点",
    "cross_border": "跨境电商",
    "advert_channel": "广告频道",
    "site_list": "站点名录",
    "sitemap": "站点地图",
    "search_terms": "搜索词",
}
FREQUENCIES = {0: "仅一次", 3600: "每小时", 21600: "每 6 小时", 86400: "每天", 604800: "每周", 2592000: "每月"}
BROWSERS = {"auto": "自动", "always": "总是", "never": "不用"}
RISKS = {"high": "高", "medium": "中", "low": "低"}
ROBOTS = {"obey": "遵守", "override": "不遵守"}
STATES = {"true": "监测中", "false": "已停止"}
