"""The layout of the embedded index, and a document in it."""

from __future__ import annotations

import tantivy

from search.base import Doc
from search.embedded.keys import sorting_keys
from search.identifiers import identifier_keys
from search.stored import written
from search.terms import TEXT_FIELDS, text_terms

FACETS = "fields"
"""The field that holds all values to filter and count by, as JSON: a third of the time that a text field for each would take to write."""

LONGEST = 8191
"""Characters of a value; a longer one is neither found nor counted, as in Elasticsearch. The library would cut it inside a character and then fail to count."""

_VALUE = "="  # before each value, so that none is taken for a date


def schema() -> tantivy.Schema:
    """Return the fields of the index."""
    builder = tantivy.SchemaBuilder()
    # the id is text: tantivy's delete by term does nothing on a number
    builder.add_text_field("id", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("stored", stored=True)
    for name in TEXT_FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    builder.add_json_field(FACETS, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("identifiers", tokenizer_name="raw", index_option="basic")
    for name in ("by_day", "by_risk", "by_confidence", "by_price_low", "by_price_high"):
        builder.add_integer_field(name, fast=True)
    return builder.build()


def document(doc: Doc) -> tantivy.Document:
    """Return the document as tantivy takes it."""
    made = tantivy.Document()
    made.add_text("id", doc.id)
    made.add_bytes("stored", written(doc).encode())
    for name, terms in text_terms(doc).items():
        made.add_text(name, terms)
    made.add_json(FACETS, {name: [_VALUE + value for value in values if len(value) <= LONGEST] for name, values in {"kind": (doc.kind,), **doc.fields}.items()})
    for key in identifier_keys(doc):
        made.add_text("identifiers", key)
    for name, number in sorting_keys(doc):
        made.add_integer(name, number)
    return made


def facet_field(name: str) -> str:
    """Return the index's name for a field to filter and count by."""
    return f"{FACETS}.{name}"


def facet_value(value: str) -> str:
    """Return a value as it stands in the index."""
    return _VALUE + value


def shown_value(value: str) -> str:
    """Return a value of the index as it was given."""
    return value.removeprefix(_VALUE)
