"""How a cluster is reached: addresses of its nodes, who we are, and whose certificate we believe. Errors of the client become ours here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from elastic_transport import ConnectionTimeout, TlsError, TransportError
from elasticsearch import ApiError, AuthenticationException, AuthorizationException, Elasticsearch, NotFoundError
from elasticsearch.helpers import BulkIndexError

from core.errors import ConfigError, IndexMissing, SearchError

BUSY = (429, 502, 503, 504)  # what passes: a queue that is full, a node that has just gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Addresses (several, divided by commas, are nodes of one cluster) and the right to enter.

    `api_key`, or `user` and `password`. `ca`: file with the certificate of the authority that signed the nodes'. `verify`: whether certificates are
    checked; off only for a trial.
    """

    url: str
    api_key: str = field(default="", repr=False)
    user: str = ""
    password: str = field(default="", repr=False)
    ca: str = ""
    verify: bool = True
    timeout: float = 60.0

    @property
    def shown(self) -> str:
        """The addresses without names and passwords, for messages."""
        return re.sub(r"//[^/@,]*@", "//", self.url)

    @property
    def hosts(self) -> list[str]:
        """The addresses of the nodes."""
        return [part.strip() for part in self.url.split(",") if part.strip()]


def client_of(access: Access) -> Elasticsearch:
    """Return a client; raises ConfigError when the settings cannot be used. Nothing is sent yet."""
    options: dict[str, Any] = {"request_timeout": access.timeout, "retry_on_timeout": True, "max_retries": 4, "retry_on_status": BUSY}
    if access.api_key:
        options["api_key"] = access.api_key
    elif access.user:
        options["basic_auth"] = (access.user, access.password)
    if any(host.startswith("https://") for host in access.hosts):
        if access.ca and not Path(access.ca).is_file():
            raise ConfigError(f"TRADEWATCH_ELASTICSEARCH_CA: there is no file {access.ca}")
        options |= {"verify_certs": access.verify, **({"ca_certs": access.ca} if access.ca and access.verify else {})}
        if not access.verify:
            options["ssl_show_warn"] = False  # whoever set this knows
    try:
        return Elasticsearch(access.hosts, **options)
    except (ValueError, OSError) as exc:
        raise ConfigError(f"TRADEWATCH_ELASTICSEARCH_URL: {access.shown}: {exc}") from exc


@contextmanager
def our_errors(access: Access) -> Iterator[None]:
    """Turn what the client raises into one clear line that says what to do."""
    try:
        yield
    except NotFoundError as exc:
        raise IndexMissing("there is no index yet: nothing has been stored") from exc
    except (AuthenticationException, AuthorizationException) as exc:
        raise SearchError(
            f"Elasticsearch at {access.shown} refuses us ({exc.status_code}): check TRADEWATCH_ELASTICSEARCH_API_KEY, or _USER and _PASSWORD"
        ) from exc
    except TlsError as exc:
        raise SearchError(
            f"Elasticsearch at {access.shown}: its certificate is not trusted; name its authority in TRADEWATCH_ELASTICSEARCH_CA ({_first(exc)})"
        ) from exc
    except ConnectionTimeout as exc:
        raise SearchError(
            f"Elasticsearch at {access.shown} did not answer in {access.timeout:g} s: it is overloaded or away; writes wait in the queue"
        ) from exc
    except TransportError as exc:
        raise SearchError(f"Elasticsearch at {access.shown} cannot be reached: start it or check TRADEWATCH_ELASTICSEARCH_URL ({_first(exc)})") from exc
    except (ApiError, BulkIndexError) as exc:
        raise SearchError(f"Elasticsearch at {access.shown} could not answer: {_first(exc)}") from exc


def _first(exc: Exception) -> str:
    return " ".join(str(exc).split())[:300]
