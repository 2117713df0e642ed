"""The message about one lead: an e-mail in Chinese whose Message-ID is the alert's id, so that a second copy is known as one."""

from __future__ import annotations

from email.message import EmailMessage

from core.clock import BEIJING
from core.records import Alert, Lead, Shop

DOMAIN = "tradewatch.invalid"


def compose(alert: Alert, lead: Lead, shop: Shop | None, sender: str, to: str, screen: str) -> EmailMessage:
    """Return the message. Words from outside are one header line at most, cut to 60 characters."""
    message = EmailMessage()
    again = "（再次出现）" if alert.reason.startswith("relapse") else ""
    message["Subject"] = one_line(f"[网哨] 新线索{again}：{lead.title}：{lead.words}", 80)
    message["From"] = sender
    message["To"] = to
    message["Message-ID"] = f"<{alert.id}@{DOMAIN}>"
    when = lead.last_seen.astimezone(BEIJING)
    message["Date"] = when
    message.set_content(
        "\n".join(
            (
                f"线索：{lead.title}{again}",
                f"页面用语：{one_line(lead.words, 300)}",
                f"店铺：{one_line((shop.name or shop.key) if shop else '未知', 80)}",
                f"网址：{one_line(lead.url, 500)}",
                f"发现时间：{when:%Y-%m-%d %H:%M:%S}（北京时间）",
                f"查看与处理：{screen}/leads/{lead.id}",
                "",
                "本系统的结果是线索，不是认定；是否违法由两名执法人员核查决定。",
            )
        )
    )
    return message


def one_line(text: str, longest: int) -> str:
    """Return the text as one line of at most `longest` characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"
