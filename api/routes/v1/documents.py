"""Listings, advertisements and pages."""

from __future__ import annotations

from dataclasses import asdict
from typing import Literal

from fastapi import APIRouter

from api.depends import Reader, TheHouse
from api.schemas.base import ERRORS
from api.schemas.others import DocumentOut
from core.repositories import documents

router = APIRouter(prefix="/documents", tags=["documents"], responses=ERRORS)


@router.get("/{kind}/{document_id}")
def get_document(_someone: Reader, rooms: TheHouse, kind: Literal["listing", "advertisement", "page"], document_id: str) -> DocumentOut:
    """Return one document with its text as last seen."""
    with rooms.database.read() as connection:
        item = documents.get(connection, kind, document_id)
    return DocumentOut.model_validate(asdict(item) | {"kind": kind})
