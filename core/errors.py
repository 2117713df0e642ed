"""The error tree of the project.

TradewatchError
├── ConfigError        a setting is wrong; the program does not start
├── BadInput           something handed in cannot be used; names the place
│   └── BadPage        bytes that are no readable page
├── AddressRefused     the address guard said no
├── FetchFailed        an address could not be fetched
├── ExtractError       a page broke an assumption; names site, field, capture
├── DatabaseError      the database went away or cannot be written
├── EvidenceError      evidence cannot be written or read back
├── RuleError          a rule file is wrong; names file and line
├── SearchError        an index could not answer
│   └── IndexMissing   there is no index yet
├── NotFound           no row with this id
└── Conflict           the row changed meanwhile, or the step is not allowed now
"""

from __future__ import annotations


class TradewatchError(Exception):
    """Base of every error that this project raises on purpose."""


class ConfigError(TradewatchError):
    """A setting is wrong; the message names it and says what is right."""


class BadInput(TradewatchError):
    """Input that cannot be used; the message names the place (file, line, field)."""


class BadPage(BadInput):
    """Bytes that are no readable page."""


class AddressRefused(TradewatchError):
    """The address guard refuses this address (private, loopback, metadata, other scheme)."""


class FetchFailed(TradewatchError):
    """An address could not be fetched, by plain HTTP or by the browser."""


class ExtractError(TradewatchError):
    """A page broke an assumption; the message names site, field and what was found."""


class DatabaseError(TradewatchError):
    """The database cannot be reached any more, or cannot be written (disk full, read-only)."""


class EvidenceError(TradewatchError):
    """Evidence cannot be written, or does not read back as it was written."""


class RuleError(TradewatchError):
    """A rule or law file is wrong; the message names file and line."""


class SearchError(TradewatchError):
    """The index could not answer."""


class IndexMissing(SearchError):
    """There is no index yet."""


class NotFound(TradewatchError):
    """No record with this id."""


class Conflict(TradewatchError):
    """The record changed meanwhile, or this step is not allowed in its state."""
