"""The indices behind an alias: the one in use, the one kept beside it, and what an interrupted rebuild left."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass

from elasticsearch import BadRequestError, Elasticsearch, NotFoundError

from core.errors import SearchError
from search.elastic.layout import MAPPING, index_settings
from search.schema import SCHEMA


@dataclass(frozen=True, slots=True)
class Builds:
    """The indices of the alias `name`."""

    client: Elasticsearch
    name: str
    shards: int = 1
    replicas: int = 0

    @property
    def kept_alias(self) -> str:
        """The alias of builds that can be taken back."""
        return f"{self.name}.kept"

    def current(self) -> str:
        """Return the index in use, or an empty text."""
        return next(iter(self._behind(self.name)), "")

    def kept(self) -> list[str]:
        """Return the builds that can be taken back, the newest last."""
        return self._behind(self.kept_alias)

    def version(self, index: str) -> int:
        """Return the version of an index's layout; 1 for the first ones, which said none."""
        mapping = self.client.indices.get_mapping(index=index)[index]["mappings"]
        return int(mapping.get("_meta", {}).get("schema", 1))

    def ensure(self) -> str:
        """Return the index in use, made when there is none."""
        if now := self.current():
            return now
        # a fixed first name: two processes that begin at once make one index
        first = f"{self.name}-00000001"
        try:
            self._create(first, alias=True)
        except BadRequestError as exc:
            if "resource_already_exists" not in str(exc):
                raise
        return self.current() or first

    def begin(self) -> str:
        """Make an empty index, which is not in use yet; returns its name."""
        number = max((int(index[len(self.name) + 1 :][:8]) for index in self._all()), default=0) + 1
        fresh = f"{self.name}-{number:08}-{uuid.uuid4().hex[:8]}"
        self._create(fresh, alias=False)
        return fresh

    def switch(self, fresh: str) -> None:
        """Use this index from now on, in one step; the one in use so far is kept, older ones are taken away."""
        old = self._behind(self.name)
        actions: list[dict[str, dict[str, object]]] = [{"add": {"index": fresh, "alias": self.name, "is_write_index": True}}]
        for index in old:
            actions += [{"remove": {"index": index, "alias": self.name}}, {"add": {"index": index, "alias": self.kept_alias}}]
        if fresh in (kept := self.kept()):
            actions.append({"remove": {"index": fresh, "alias": self.kept_alias}})
        self.client.indices.update_aliases(actions=actions)
        self.remove([index for index in {*self._all(), *kept} if index not in (fresh, *old)])

    def remove(self, names: list[str]) -> None:
        """Delete indices."""
        for name in names:
            self.client.indices.delete(index=name, ignore_unavailable=True)

    def check(self, index: str) -> None:
        """Refuse an index of another layout."""
        if (found := self.version(index)) != SCHEMA:
            raise SearchError(f"the index {index} has layout {found}, this program wants {SCHEMA}: run `tradewatch reindex`")

    def _create(self, name: str, *, alias: bool) -> None:
        self.client.indices.put_index_template(
            name=self.name,
            index_patterns=[f"{self.name}-*"],
            priority=300,
            template={"settings": index_settings(self.shards, self.replicas), "mappings": MAPPING},
        )
        self.client.indices.create(index=name, aliases={self.name: {"is_write_index": True}} if alias else {})

    def _behind(self, alias: str) -> list[str]:
        try:
            return sorted(self.client.indices.get_alias(name=alias))
        except NotFoundError:
            return []

    def _all(self) -> list[str]:
        ours = re.compile(rf"{re.escape(self.name)}-\d{{8}}(-[0-9a-f]{{8}})?")
        return sorted(index for index in self.client.indices.get(index=f"{self.name}-*", expand_wildcards="open") if ours.fullmatch(index))
