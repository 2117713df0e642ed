"""Keep a search, change it, take it away. What it matches already when it begins to alert is noted, so that only what is new is told of."""

from __future__ import annotations

from dataclasses import replace

from core.clock import now
from core.db import Database
from core.errors import BadInput, IndexMissing
from core.ids import digest
from core.records import SavedMatch, SavedSearch, User
from core.repositories import saved
from search.base import Engine, Query
from search.stored_query import has_conditions, restored, stored

WIDEST = 50_000
"""The most documents that a search may match when it begins to alert: a wider one would tell of everything."""

LONGEST_NAME = 100
MOST = 1000  # searches of one person
_PAGE = 5000


def save(database: Database, index: Engine, *, owner: User, name: str, query: Query, shared: bool = False, alert: bool = False) -> SavedSearch:
    """Keep a search; raise BadInput, in Chinese, when it has no name, asks for nothing, or is too wide to alert."""
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise BadInput(f"请给搜索起一个名称（最多 {LONGEST_NAME} 字）")
    if not has_conditions(query):
        raise BadInput("搜索没有任何条件，不能保存；请先输入文字或选择筛选")
    if alert:
        refuse_wide(index, query)
    moment = now()
    wanted = SavedSearch(
        id=digest("saved", owner.id, name, moment.isoformat()),
        owner_id=owner.id,
        owner=owner.name,
        name=name,
        query=stored(query),
        shared=shared,
        alert=alert,
        created_at=moment,
        looked_at=moment,
    )
    with database.write() as connection:
        if len([one for one in saved.for_user(connection, owner.id) if one.owner_id == owner.id]) >= MOST:
            raise BadInput(f"每人最多保存 {MOST:,} 个搜索，请先删除不用的")
        saved.put(connection, wanted)
    if alert:
        _note_present(database, index, wanted)
    return wanted


def change(database: Database, index: Engine, saved_id: str, *, name: str = "", shared: bool | None = None, alert: bool | None = None) -> SavedSearch:
    """Change what is given; a search that begins to alert tells of nothing that it matches already."""
    with database.read() as connection:
        known = saved.get(connection, saved_id)
    begins = bool(alert) and not known.alert
    if begins:
        refuse_wide(index, restored(known.query))
    wanted = replace(
        known,
        name=" ".join(name.split())[:LONGEST_NAME] or known.name,
        shared=known.shared if shared is None else shared,
        alert=known.alert if alert is None else alert,
    )
    with database.write() as connection:
        saved.get(connection, saved_id)  # it may have been taken away meanwhile
        saved.put(connection, wanted)
    if begins:
        _note_present(database, index, wanted)
    return wanted


def drop(database: Database, saved_id: str) -> None:
    """Take the search away, with its matches; alerts that wait are not sent any more. Raises NotFound."""
    with database.write() as connection:
        saved.get(connection, saved_id)
        saved.drop(connection, saved_id)


def refuse_wide(index: Engine, query: Query) -> None:
    """Raise BadInput when the query matches too much to alert."""
    try:
        total = index.search(replace(query, limit=0, marks=False)).total
    except IndexMissing:
        return
    if total > WIDEST:
        raise BadInput(f"此搜索已有 {total:,} 条命中，条件过宽，不宜提醒（上限 {WIDEST:,} 条）；请缩小条件后再设提醒")


def _note_present(database: Database, index: Engine, wanted: SavedSearch) -> None:
    """Write down what the search matches now, page by page. The search alerts already: what comes meanwhile is told of rather than lost."""
    query = replace(restored(wanted.query), limit=_PAGE, marks=False, sort="newest")
    while True:
        try:
            page = index.search(query)
        except IndexMissing:
            return
        moment = now()
        rows = [
            SavedMatch(saved_id=wanted.id, document_id=hit.id, document_kind=hit.kind, title=hit.title[:500], url=hit.url, found_at=moment) for hit in page.hits
        ]
        with database.write() as connection:
            saved.note_present(connection, rows)
        if not page.cursor or not page.hits:
            return
        query = replace(query, cursor=page.cursor)
