"""One typed `Settings`, read once at the entry point. Names: TRADEWATCH_ and the field in capitals."""

from __future__ import annotations

import ipaddress
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from core.errors import ConfigError


class Settings(BaseSettings):
    """All settings, with embedded defaults. Everything that runs writes only below `data`."""

    model_config = SettingsConfigDict(env_prefix="TRADEWATCH_", env_ignore_empty=True, frozen=True)

    data: Path = Field(default=Path("data"), description="folder that everything is written below")
    database_url: str = Field(default="", description="SQLAlchemy URL; empty: SQLite below data")
    broker_url: str = Field(default="", description="Celery broker; empty: embedded, below data")
    elasticsearch_url: str = Field(default="", description="addresses of Elasticsearch nodes, comma-separated; empty: embedded index below data")
    elasticsearch_api_key: str = Field(default="", repr=False, description="API key for Elasticsearch")
    elasticsearch_user: str = Field(default="", description="user for Elasticsearch, where there is no API key")
    elasticsearch_password: str = Field(default="", repr=False, description="password of that user")
    elasticsearch_ca: str = Field(default="", description="file with the certificate of the authority that signed Elasticsearch's; empty: the system's")
    elasticsearch_verify: bool = Field(default=True, description="whether Elasticsearch's certificate is checked; off only for a trial")
    elasticsearch_index: str = Field(default="tradewatch", pattern=r"^[a-z][a-z0-9_]{0,60}$", description="name of the index in Elasticsearch")
    elasticsearch_shards: int = Field(default=1, ge=1, le=1024, description="shards of a new index in Elasticsearch")
    elasticsearch_replicas: int = Field(default=0, ge=0, le=16, description="copies of each shard; 1 with three nodes: one may fail")
    index_days: int = Field(default=0, ge=0, description="days after its last sight that a document stays in the index; 0: for ever")
    index_waiting: int = Field(default=20_000, ge=1, description="documents that may wait for the index before crawling waits for it")
    port: int = Field(default=8000, ge=1, le=65535, description="port of the screens and the API, on 127.0.0.1")
    admin_password: str = Field(default="", description="password of the first user `admin`; empty: one is made and printed once")
    smtp_url: str = Field(default="", description="smtp://user:password@host:port/?from=a@b&to=c@d; empty: a mailbox folder below data")
    allow_addresses: str = Field(default="", description="networks with an optional :port that the address guard lets through, comma-separated")
    crawl_delay: float = Field(default=1.0, ge=0, description="seconds between two requests to one host")
    crawl_concurrency: int = Field(default=8, ge=1, le=64, description="requests under way at once in one crawl")
    browser: str = Field(default="", description="path of a Chromium; empty: found by itself")
    crawl_timeout: float = Field(default=30.0, ge=1, le=600, description="seconds that one answer may take, its body included")
    contact: str = Field(default="hotline 12315", max_length=120, pattern=r"^[ -~]*$", description="whom a shop may call, as the crawler tells it (ASCII)")
    require_task: bool = Field(default=False, description="refuse targets without a written task (legal basis, approver, until when), also for visits by hand")
    ocr_budget: int = Field(default=200, ge=0, description="pictures read in one job; what is left over is counted as unread")
    metrics_token: str = Field(default="", description="what Prometheus brings to /metrics (Authorization: Bearer …); empty: signed-in operators only")
    metrics_port: int = Field(default=0, ge=0, le=65535, description="port of a worker's own figures, on 127.0.0.1; 0: none")
    log_format: Literal["text", "json"] = Field(default="text", description="how log lines are written: text or json")

    @property
    def database(self) -> str:
        """The SQLAlchemy URL in use."""
        url = self.database_url or f"sqlite:///{self.data.resolve() / 'tradewatch.sqlite3'}"
        return url.replace("postgresql://", "postgresql+psycopg://", 1).replace("postgres://", "postgresql+psycopg://", 1)

    @property
    def evidence_folder(self) -> Path:
        """Where WARC files, manifests and screenshots lie."""
        return self.data / "evidence"

    @property
    def index_folder(self) -> Path:
        """Where the embedded index lies."""
        return self.data / "index"

    @property
    def allowed(self) -> tuple[tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, int | None], ...]:
        """The networks that the address guard lets through, each with a port or None for any."""
        return tuple(_network(part.strip()) for part in self.allow_addresses.split(",") if part.strip())


def _network(part: str) -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, int | None]:
    host, port = part, ""
    if part.startswith("["):
        host, _, rest = part[1:].partition("]")
        port = rest.lstrip(":")
    elif part.count(":") == 1:
        host, _, port = part.partition(":")
    try:
        return ipaddress.ip_network(host, strict=False), int(port) if port else None
    except ValueError as exc:
        raise ConfigError(f"TRADEWATCH_ALLOW_ADDRESSES: {part!r} is no network with an optional :port") from exc


def load_settings() -> Settings:
    """Read the settings from the environment, once; raise ConfigError naming the wrong one."""
    try:
        settings = Settings()
    except ValidationError as exc:
        first = exc.errors()[0]
        raise ConfigError(f"TRADEWATCH_{'_'.join(map(str, first['loc'])).upper()}: {first['msg']}") from exc
    _ = settings.allowed
    return settings
