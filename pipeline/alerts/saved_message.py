"""The message about what begins to match a saved search: how many, the first ones, where to see all."""

from __future__ import annotations

from collections.abc import Sequence
from email.message import EmailMessage

from core.clock import BEIJING
from core.records import Alert, SavedMatch, SavedSearch
from pipeline.alerts.message import DOMAIN, one_line

MOST_SHOWN = 20


def compose_saved(alert: Alert, saved: SavedSearch, total: int, first: Sequence[SavedMatch], sender: str, to: str, screen: str) -> EmailMessage:
    """Return the message. Words from outside are one line each, cut."""
    message = EmailMessage()
    message["Subject"] = one_line(f"[网哨] 已存搜索“{saved.name}”有 {total} 条新命中（{saved.owner}）", 120)
    message["From"] = sender
    message["To"] = to
    message["Message-ID"] = f"<{alert.id}@{DOMAIN}>"
    when = (alert.created_at or saved.created_at).astimezone(BEIJING)
    message["Date"] = when
    shown = [f"{number}. {one_line(match.title or '（无标题）', 80)}\n   {one_line(match.url, 500)}" for number, match in enumerate(first, 1)]
    more = [f"…… 另有 {total - len(first)} 条"] if total > len(first) else []
    lines = [
        f"已存搜索：{one_line(saved.name, 100)}",
        f"保存人：{saved.owner}",
        f"新命中：{total} 条",
        f"入库时间：{when:%Y-%m-%d %H:%M:%S}（北京时间）",
        f"查看：{screen}/saved/{saved.id}",
        "",
        *shown,
        *more,
        "",
        "每个网页对同一搜索只提醒一次。搜索结果不是认定；是否违法由两名执法人员核查决定。",
    ]
    message.set_content("\n".join(lines))
    return message
