"""All tables. A column that holds a record's inner parts is JSON; what is searched or joined has its own column."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Boolean, Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text, text

from core.db.types import UTCTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Id = String(40)
Serial = BigInteger().with_variant(Integer, "sqlite")


def _seen() -> tuple[Column[object], Column[object]]:
    return Column("first_seen", UTCTime), Column("last_seen", UTCTime)


targets = Table(
    "targets",
    metadata,
    Column("id", Id, primary_key=True),
    Column("url", Text, nullable=False),
    Column("klass", String(40), nullable=False),
    Column("name", Text, nullable=False),
    Column("area", String(80), nullable=False),
    Column("every", Integer, nullable=False),
    Column("browser", String(10), nullable=False),
    Column("max_pages", Integer, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("operator", Text, nullable=False, server_default=""),
    Column("basis", Text, nullable=False, server_default=""),
    Column("scope", Text, nullable=False, server_default=""),
    Column("approved_by", String(80), nullable=False, server_default=""),
    Column("valid_until", UTCTime),
    Column("robots", String(10), nullable=False, server_default="obey"),
    Column("robots_reason", Text, nullable=False, server_default=""),
    Column("robots_by", String(80), nullable=False, server_default=""),
    Column("window", String(11), nullable=False, server_default=""),
    Column("delay", Float),
    Column("concurrency", Integer),
    Column("risk", String(10), nullable=False, server_default="medium"),
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", Id, primary_key=True),
    Column("target_id", Id, ForeignKey("targets.id"), nullable=False, index=True),
    Column("due_at", UTCTime, nullable=False),
    Column("status", String(10), nullable=False, index=True),
    Column("attempt", Integer, nullable=False),
    Column("started_at", UTCTime),
    Column("heartbeat_at", UTCTime),
    Column("ended_at", UTCTime),
    Column("stopped", Text, nullable=False),
    Column("counts", JSON, nullable=False),
    Column("owner", String(120), nullable=False),
)

captures = Table(
    "captures",
    metadata,
    Column("id", Id, primary_key=True),
    Column("job_id", Id, nullable=False),
    Column("url", Text, nullable=False),
    Column("final_url", Text, nullable=False),
    Column("fetched_at", UTCTime, nullable=False),
    Column("status", Integer, nullable=False),
    Column("content_type", Text, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("size", BigInteger, nullable=False),
    Column("warc", Text, nullable=False),
    Column("offset", BigInteger, nullable=False),
    Column("length", BigInteger, nullable=False),
    Column("via", String(10), nullable=False),
    Column("chain", JSON, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("screenshot", Text, nullable=False),
    Column("screenshot_sha256", String(64), nullable=False),
    Column("same_as", Id, nullable=False, server_default=""),
    # the travel of the page: what extraction read, when every later step was done, by which rules, or what went wrong
    Column("page", JSON),
    Column("done_at", UTCTime, index=True),
    Column("rules", String(64), nullable=False, server_default=""),
    Column("error", Text, nullable=False, server_default=""),
    Index("ix_captures_url_via", "url", "via"),
    Index("ix_captures_job_id_kind", "job_id", "kind"),
    # what waits, without a look at what is done: rows lie behind pages of JSON
    Index("ix_captures_waiting", "job_id", "kind", "fetched_at", sqlite_where=text("done_at IS NULL"), postgresql_where=text("done_at IS NULL")),
)

# what a job still has to fetch and what became of each address: written in one transaction with the page that led there
frontier = Table(
    "frontier",
    metadata,
    Column("job_id", Id, primary_key=True),
    Column("key", Id, primary_key=True),
    Column("url", Text, nullable=False),
    Column("state", String(8), nullable=False),
    Column("why", Text, nullable=False),
    Column("age", BigInteger, nullable=False),
    Column("wanted", JSON, nullable=False),
    Index("ix_frontier_job_id_state", "job_id", "state"),
)

stops = Table(
    "stops",
    metadata,
    Column("job_id", Id, primary_key=True),
    Column("reason", String(120), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("example", Text, nullable=False),
)

page_states = Table(
    "page_states",
    metadata,
    Column("target_id", Id, primary_key=True),
    Column("key", Id, primary_key=True),
    Column("url", Text, nullable=False),
    Column("via", String(10), nullable=False),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("content", String(64), nullable=False),
    Column("capture_id", Id, nullable=False),
    Column("product", Boolean, nullable=False),
    Column("visits", Integer, nullable=False),
    Column("changes", Integer, nullable=False),
    Column("checked_at", UTCTime, nullable=False),
    Column("changed_at", UTCTime, nullable=False),
    Column("links", JSON, nullable=False),
)

site_memory = Table(
    "site_memory",
    metadata,
    Column("host", String(255), primary_key=True),
    Column("via", String(10), nullable=False),
    Column("why", Text, nullable=False),
    Column("learned_at", UTCTime, nullable=False),
)

coverage = Table(
    "coverage",
    metadata,
    Column("target_id", Id, primary_key=True),
    Column("job_id", Id, nullable=False),
    Column("last_seen", UTCTime),
    Column("last_complete", UTCTime),
    Column("blocked", Text, nullable=False),
    Column("blocked_at", UTCTime),
    Column("layout", Text, nullable=False),
    Column("layout_at", UTCTime),
    Column("pages", Integer, nullable=False),
    Column("goods", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("pictures_unread", Integer, nullable=False),
    Column("yields", JSON, nullable=False),
    Column("left_out", JSON, nullable=False),
    Column("updated_at", UTCTime),
)

custody = Table(
    "custody",
    metadata,
    Column("seq", Serial, primary_key=True, autoincrement=True),
    Column("at", UTCTime, nullable=False),
    Column("who", String(80), nullable=False),
    Column("action", String(40), nullable=False),
    Column("subject", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
)

operators = Table(
    "operators",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", Text, nullable=False),
    Column("uscc", String(18), nullable=False, index=True),
)

shops = Table(
    "shops",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("url", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("operator", Text, nullable=False),
    Column("operator_id", Id, nullable=False, index=True),
    Column("area", String(80), nullable=False),
    Column("licences", JSON, nullable=False),
    Column("licence_images", JSON, nullable=False),
    Column("exemption", Text, nullable=False),
    Column("contacts", JSON, nullable=False),
    Column("address", Text, nullable=False),
    Column("capture_id", Id, nullable=False),
    *_seen(),
)

shop_licences = Table(
    "shop_licences",
    metadata,
    Column("shop_id", Id, ForeignKey("shops.id"), primary_key=True),
    Column("kind", String(30), primary_key=True),
    Column("value", String(120), primary_key=True),
    Index("ix_shop_licences_value", "kind", "value"),
)

listings = Table(
    "listings",
    metadata,
    Column("id", Id, primary_key=True),
    Column("shop_id", Id, nullable=False, index=True),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("price", String(40), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("list_price", String(40), nullable=False),
    Column("images", JSON, nullable=False),
    Column("seller", Text, nullable=False),
    Column("availability", Text, nullable=False),
    Column("goods", Text, nullable=False),
    Column("capture_id", Id, nullable=False, index=True),
    *_seen(),
)

advertisements = Table(
    "advertisements",
    metadata,
    Column("id", Id, primary_key=True),
    Column("shop_id", Id, nullable=False, index=True),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("advertiser", Text, nullable=False),
    Column("landing_url", Text, nullable=False),
    Column("marked", Boolean),
    Column("goods", Text, nullable=False),
    Column("capture_id", Id, nullable=False, index=True),
    *_seen(),
)

pages = Table(
    "pages",
    metadata,
    Column("id", Id, primary_key=True),
    Column("shop_id", Id, nullable=False, index=True),
    Column("url", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("capture_id", Id, nullable=False, index=True),
    *_seen(),
)

findings = Table(
    "findings",
    metadata,
    Column("id", Id, primary_key=True),
    Column("document_kind", String(20), nullable=False),
    Column("document_id", Id, nullable=False, index=True),
    Column("shop_id", Id, nullable=False, index=True),
    Column("capture_id", Id, nullable=False, index=True),
    Column("found_at", UTCTime, nullable=False),
    Column("rule", String(80), nullable=False, index=True),
    Column("category", String(40), nullable=False),
    Column("lead_id", Id, nullable=False, index=True),
    Column("finding", JSON, nullable=False),
)

leads = Table(
    "leads",
    metadata,
    Column("id", Id, primary_key=True),
    Column("rule", String(80), nullable=False),
    Column("category", String(40), nullable=False),
    Column("title", Text, nullable=False),
    Column("severity", String(10), nullable=False),
    Column("confidence", String(10), nullable=False),
    Column("status", String(10), nullable=False, index=True),
    Column("shop_id", Id, nullable=False, index=True),
    Column("url", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("first_seen", UTCTime, nullable=False),
    Column("last_seen", UTCTime, nullable=False),
    Column("seen", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("decided_by", String(80), nullable=False),
    Column("decided_at", UTCTime),
    Column("witness", String(10), nullable=False),
    Column("witness_note", Text, nullable=False),
    Column("screenshot", Text, nullable=False),
    Column("screenshot_sha256", String(64), nullable=False),
    Column("witnessed_at", UTCTime),
    Column("version", Integer, nullable=False),
)

lead_events = Table(
    "lead_events",
    metadata,
    Column("id", Id, primary_key=True),
    Column("lead_id", Id, ForeignKey("leads.id"), nullable=False, index=True),
    Column("at", UTCTime, nullable=False),
    Column("who", String(80), nullable=False),
    Column("action", String(20), nullable=False),
    Column("reason", Text, nullable=False),
)

alerts = Table(
    "alerts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("lead_id", Id, nullable=False, index=True),
    Column("channel", String(40), nullable=False),
    Column("status", String(12), nullable=False, index=True),
    Column("reason", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("error", Text, nullable=False, server_default=""),
    Column("created_at", UTCTime),
    Column("sent_at", UTCTime),
    Column("saved_id", Id, nullable=False, server_default="", index=True),
)

index_queue = Table(
    "index_queue",
    metadata,
    Column("seq", Serial, primary_key=True, autoincrement=True),
    Column("document_kind", String(20), nullable=False),
    Column("document_id", Id, nullable=False),
)

users = Table(
    "users",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", String(80), nullable=False, unique=True),
    Column("password_hash", Text, nullable=False),
    Column("role", String(20), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("created_at", UTCTime, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("user_id", Id, ForeignKey("users.id"), nullable=False, index=True),
    Column("csrf", String(64), nullable=False),
    Column("created_at", UTCTime, nullable=False),
    Column("expires_at", UTCTime, nullable=False),
)

saved_searches = Table(
    "saved_searches",
    metadata,
    Column("id", Id, primary_key=True),
    Column("owner_id", Id, nullable=False, index=True),
    Column("owner", String(80), nullable=False),
    Column("name", Text, nullable=False),
    Column("query", JSON, nullable=False),
    Column("shared", Boolean, nullable=False),
    Column("alert", Boolean, nullable=False),
    Column("created_at", UTCTime, nullable=False),
    Column("looked_at", UTCTime, nullable=False),
)

# what a saved search that alerts has matched: a document is told of once. `alert_id` empty: it was there before anybody asked to be told
saved_matches = Table(
    "saved_matches",
    metadata,
    Column("saved_id", Id, primary_key=True),
    Column("document_id", Id, primary_key=True),
    Column("document_kind", String(20), nullable=False),
    Column("title", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("found_at", UTCTime, nullable=False),
    Column("alert_id", Id, nullable=False, index=True),
    Index("ix_saved_matches_saved_id_found_at", "saved_id", "found_at"),
)

rescans = Table(
    "rescans",
    metadata,
    Column("id", Id, primary_key=True),
    Column("rule", String(80), nullable=False),
    Column("words", JSON, nullable=False),
    Column("asked_by", String(80), nullable=False),
    Column("status", String(10), nullable=False, index=True),
    Column("created_at", UTCTime, nullable=False),
    Column("started_at", UTCTime),
    Column("heartbeat_at", UTCTime),
    Column("ended_at", UTCTime),
    Column("owner", String(120), nullable=False),
    Column("place", String(80), nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("found", Integer, nullable=False),
    Column("opened", Integer, nullable=False),
    Column("error", Text, nullable=False),
)

# what is nearly the same: a signature for each text, and its bands, of which two likes share one
likenesses = Table(
    "likenesses",
    metadata,
    Column("document_id", Id, primary_key=True),
    Column("document_kind", String(20), nullable=False),
    Column("shop_id", Id, nullable=False),
    Column("mark", LargeBinary, nullable=False),
)

likeness_bands = Table(
    "likeness_bands",
    metadata,
    Column("value", BigInteger, primary_key=True, autoincrement=False),
    Column("document_id", Id, primary_key=True),
    Index("ix_likeness_bands_document_id", "document_id"),
)
