"""From error classes to status codes and Chinese headings: one table, looked up along the class tree."""

from __future__ import annotations

from core.errors import (
    AddressRefused,
    BadInput,
    ConfigError,
    Conflict,
    DatabaseError,
    EvidenceError,
    IndexMissing,
    NotFound,
    RuleError,
    SearchError,
    TradewatchError,
)


class NotSignedIn(TradewatchError):
    """Nobody is signed in, or the session is over."""


class Forbidden(TradewatchError):
    """The signed-in person's role does not include this."""


class Untrusted(TradewatchError):
    """A request that changes something came without the session's CSRF token, or from another site."""


class TooManyTries(TradewatchError):
    """Too many wrong passwords; `seconds` to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"密码错误次数过多，请在 {max(1, round(seconds / 60))} 分钟后再试")
        self.seconds = seconds


class TooLarge(TradewatchError):
    """The request's body is larger than any form here."""


STATUS: dict[type[TradewatchError], tuple[int, str]] = {
    NotSignedIn: (401, "请先登录"),
    Forbidden: (403, "没有权限"),
    Untrusted: (403, "页面已过期，请刷新后重试"),
    TooManyTries: (429, "尝试次数过多"),
    TooLarge: (413, "提交的内容过大"),
    AddressRefused: (400, "网址不被允许"),
    BadInput: (400, "输入有误"),
    NotFound: (404, "没有找到"),
    Conflict: (409, "内容已被他人更新"),
    DatabaseError: (503, "数据库暂时不可用"),
    EvidenceError: (500, "证据无法读取"),
    IndexMissing: (503, "索引尚未建立"),
    SearchError: (503, "搜索暂时不可用"),
    RuleError: (500, "规则文件有误"),
    ConfigError: (500, "系统设置有误"),
    TradewatchError: (500, "系统出错"),
}

HTTP = {
    400: "输入有误",
    401: "请先登录",
    403: "没有权限",
    404: "没有找到",
    405: "不支持这种操作",
    409: "内容已被他人更新",
    413: "提交的内容过大",
    422: "输入有误",
}


def status_of(error: TradewatchError) -> tuple[int, str]:
    """Return (status code, Chinese heading) of the nearest class of the error that the table names."""
    return next(STATUS[cls] for cls in type(error).__mro__ if cls in STATUS)


def heading_of(status: int) -> str:
    """Return the Chinese heading of an HTTP status."""
    return HTTP.get(status, "系统出错" if status >= 500 else "请求无法处理")
