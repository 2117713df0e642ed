"""The table of who may do what."""

from __future__ import annotations

ROLES = {"investigator": "执法人员", "supervisor": "监管人员", "operator": "系统管理员"}

_INVESTIGATOR = frozenset({"read", "decide"})
_SUPERVISOR = _INVESTIGATOR | {"alerts", "rules"}
_OPERATOR = _SUPERVISOR | {"jobs", "targets", "users"}

PERMISSIONS = {"investigator": _INVESTIGATOR, "supervisor": _SUPERVISOR, "operator": _OPERATOR}


def may(role: str, permission: str) -> bool:
    """Return whether this role has the permission; an unknown role has none."""
    return permission in PERMISSIONS.get(role, frozenset())
