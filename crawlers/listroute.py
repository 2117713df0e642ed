"""Where a visit to a list of sites goes: the list's own pages; the sites that it names are proposed, and visited when an officer approves."""

from __future__ import annotations

from urllib.parse import urlsplit

from sqlalchemy import Connection

from core.clock import now
from core.ids import digest
from core.records import Link, Page, Target
from core.repositories import custody, targets
from crawlers import stops
from crawlers.frontier import Wanted
from crawlers.links import site_of
from crawlers.route import Route

MOST = 5_000  # proposals of one visit
AUTHORITIES = (".gov.cn", ".12377.cn", ".12321.cn")  # seals in the foot of every Chinese page


class SiteListRoute(Route):
    """Sites outside become inactive targets of the list's area, without a written task: such are never visited on a schedule."""

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self._proposed: set[str] = set()

    def follows(self, page: Page, wanted: Wanted, link: Link) -> bool:
        """Return whether the link is followed; one that leads out is proposed."""
        if super().follows(page, wanted, link):
            return True
        self._propose(link)
        return False

    def _propose(self, link: Link) -> None:
        host = site_of(link.url)
        bare = f".{host.partition(':')[0]}"
        if urlsplit(link.url).scheme not in ("http", "https") or self.is_home(link.url) or host in self._proposed or bare.endswith(AUTHORITIES):
            return
        if len(self._proposed) >= MOST:
            self.work.recorder.stop(stops.PAGE_LIMIT, link.url)
            return
        self._proposed.add(host)
        parts = urlsplit(link.url)
        url = f"{parts.scheme}://{parts.netloc}/"
        target = Target(id=digest("target", url), url=url, name=link.text.strip()[:200], area=self.work.target.area, active=False)
        source = self.work.target.url
        self.work.recorder.later(lambda connection: _keep(connection, target, source))


def _keep(connection: Connection, target: Target, source: str) -> None:
    if targets.find(connection, target.id) is None:
        targets.put(connection, target)
        custody.add(connection, at=now(), who="tradewatch", action="target proposed", subject=f"target {target.id}", reason=source)
