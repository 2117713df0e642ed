"""The Chinese words for why an address was left out of a visit."""

from __future__ import annotations

LEFT_OUT = {
    "page_limit": "超过最多页数",
    "depth": "链接层级过深",
    "orders": "同一列表的排序、筛选变体",
    "calendar": "日历类无限页面",
    "pagination": "页码过大",
    "too_large": "文件过大",
    "unfolds": "压缩比异常或编码不识",
    "redirects": "跳转次数过多",
    "slow": "响应超时",
    "browser_bound": "浏览器未能打开",
    "no_browser": "需要浏览器而未使用",
    "robots": "爬虫协议不允许",
    "guard": "地址不允许访问",
    "away": "跳转到其他网站",
    "dns": "域名无法解析",
    "connection": "连接失败",
    "broken_off": "传输中断",
    "no_page": "不是网页",
    "unreadable": "无法解析",
    "scope": "不在任务范围内",
    "pictures": "图片数量上限",
    "other": "其他",
}
BLOCKED = {
    "robots forbid the start page": "爬虫协议不允许访问首页",
    "start page refused": "首页地址不允许访问",
    "start page failed": "首页未能打开",
    "the written task is over": "书面任务已过期",
    "no written task": "没有书面任务",
    "outside the crawl window": "不在抓取时段",
    "the crawl process ended without a report": "抓取进程中断",
}


def left_out_word(reason: str) -> str:
    """Return the words for a reason."""
    name, _, status = reason.partition("_")
    return f"返回 HTTP {status}" if name == "http" and status else LEFT_OUT.get(reason, reason)


def blocked_words(text: str) -> str:
    """Return why a target could not be visited, in Chinese where the words are known, with the detail as it was kept."""
    for begin, chinese in BLOCKED.items():
        if text.startswith(begin):
            rest = text[len(begin) :].strip(" :")
            return f"{chinese}（{rest}）" if rest else chinese
    return text
