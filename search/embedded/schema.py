"""The layout of the embedded index, and a document in it."""

from __future__ import annotations

import tantivy

from search.base import FIELDS, Doc
from search.identifiers import identifier_keys
from search.plan import day_number
from search.stored import order_key, written
from search.terms import TEXT_FIELDS, text_terms

_DAYS = 10**8  # more than any day as a number, which takes 27 bits


def schema() -> tantivy.Schema:
    """Return the fields of the index."""
    builder = tantivy.SchemaBuilder()
    # the id is text: tantivy's delete by term does nothing on a number
    builder.add_text_field("id", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("order", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("stored", stored=True)
    for name in TEXT_FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in FIELDS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("identifiers", tokenizer_name="raw", index_option="basic")
    for name in ("day_number", "price", "risk", "confidence", "by_day", "by_risk", "by_confidence", "by_price_low", "by_price_high"):
        builder.add_integer_field(name, fast=True)
    return builder.build()


def document(doc: Doc) -> tantivy.Document:
    """Return the document as tantivy takes it."""
    made = tantivy.Document()
    made.add_text("id", doc.id)
    made.add_text("order", order_key(doc))
    made.add_bytes("stored", written(doc).encode())
    for name, terms in text_terms(doc).items():
        made.add_text(name, terms)
    for name, values in doc.fields.items():
        for value in values:
            made.add_text(name, value)
    if "kind" not in doc.fields:
        made.add_text("kind", doc.kind)
    for key in identifier_keys(doc):
        made.add_text("identifiers", key)
    day = day_number(next(iter(doc.fields.get("day", ())), ""))
    made.add_integer("day_number", day)
    made.add_integer("risk", doc.risk)
    made.add_integer("confidence", doc.confidence)
    # what is sorted by: the value, then the day, then the id as far as a number holds it
    made.add_integer("by_day", day << 35 | beginning(doc.id, 5))
    made.add_integer("by_risk", (doc.risk << 27 | day) << 28 | beginning(doc.id, 4))
    made.add_integer("by_confidence", (doc.confidence << 27 | day) << 28 | beginning(doc.id, 4))
    if doc.price is not None:
        made.add_integer("price", doc.price)
        made.add_integer("by_price_low", doc.price * _DAYS + _DAYS - 1 - day)
        made.add_integer("by_price_high", doc.price * _DAYS + day)
    return made


def beginning(ident: str, characters: int) -> int:
    """Return the first characters of an id (ASCII, seven bits each) as a number that keeps their order."""
    number = 0
    for char in ident[:characters].ljust(characters, "\0"):
        number = number << 7 | ord(char)
    return number
