"""What all models of the API share."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict


class Out(BaseModel):
    """An answer, made from a record."""

    model_config = ConfigDict(from_attributes=True)


class In(BaseModel):
    """Something handed in: an unknown field is an error."""

    model_config = ConfigDict(extra="forbid")


class Problem(BaseModel):
    """An error (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str


class Count(Out):
    """A value of a facet with its number."""

    value: str
    count: int


_ERRORS = {401: "not signed in", 403: "not allowed", 404: "not there"}
ERRORS: dict[int | str, dict[str, Any]] = {code: {"model": Problem, "description": text} for code, text in _ERRORS.items()}
"""The errors that every operation may answer, for the API's description."""
