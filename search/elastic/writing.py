"""Many documents sent at once: several requests under way, what a busy or failing node refused sent again, nothing counted that was not acknowledged."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import parallel_bulk

from core.errors import SearchError
from search.elastic.connect import BUSY

CHUNK = 500  # documents of one request
AT_ONCE = 4  # requests under way, and as many waiting: this bounds the memory
WAITS = (0.5, 1.0, 2.0, 4.0, 8.0, 8.0)  # seconds before what was refused is sent again

Action = dict[str, Any]


def send(client: Elasticsearch, actions: Iterable[Action], *, pause: Callable[[float], None] = time.sleep) -> int:
    """Send the actions; returns how many were acknowledged, which are all of them. Raises SearchError when some are refused for good."""
    done, refused = _once(client, actions)
    for wait in WAITS:
        if not refused:
            return done
        pause(wait)
        more, refused = _once(client, refused)
        done += more
    if refused:
        raise SearchError(f"Elasticsearch is too busy: {len(refused)} documents were refused again and again; they wait in the queue")
    return done


def _once(client: Elasticsearch, actions: Iterable[Action]) -> tuple[int, list[Action]]:
    done, refused = 0, []
    answers: Iterable[tuple[bool, Action]] = parallel_bulk(
        client, actions, thread_count=AT_ONCE, chunk_size=CHUNK, queue_size=AT_ONCE, raise_on_error=False, raise_on_exception=False
    )
    for good, said in answers:
        ((operation, item),) = said.items()
        if good or (operation == "delete" and item.get("status") == 404):  # an id that is not there is what was wanted
            done += 1
        elif item.get("exception") is not None or item.get("status") in BUSY:
            if item.get("status") not in (None, *BUSY) or _is_final(item.get("exception")):
                raise item["exception"]
            refused.append(_again(operation, item))
        else:
            raise SearchError(f"Elasticsearch refused document {item.get('_id')}: {str(item.get('error'))[:300]}")
    return done, refused


def _is_final(exc: Any) -> bool:
    """Return whether asking again is no use: not allowed, not understood, no such index. A connection that broke is."""
    return getattr(exc, "status_code", None) in (400, 401, 403, 404)


def _again(operation: str, item: Action) -> Action:
    action = {"_op_type": operation, "_index": item["_index"], "_id": item["_id"], "require_alias": item.get("require_alias", False)}
    return {**action, "_source": item["data"]} if operation == "index" else action
