"""Scrapy's settings, for scrapy.cfg and for every crawl. What a job adds stands in `job_settings`."""

from __future__ import annotations

from typing import Any

from crawlers.agent import TOKEN, user_agent
from crawlers.agent import USER_AGENT as _USER_AGENT
from crawlers.work import Work

BOT_NAME = TOKEN
USER_AGENT = _USER_AGENT
SPIDER_MODULES = ["crawlers.spiders"]
ADDONS: dict[str, int] = {}

TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
TWISTED_DNS_RESOLVER = "crawlers.resolver.GuardedResolver"
DNSCACHE_ENABLED = False  # answers are checked when they are used
DOWNLOAD_HANDLERS = {"http": "crawlers.handler.Handler", "https": "crawlers.handler.Handler", "data": None, "file": None, "ftp": None, "s3": None}
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # crawlers.links decides
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,  # ours captures the file and fears a broken one
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,  # never logs in
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,  # ours waits as long as it is told
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,  # bytes are kept as sent; capture.py decodes
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,  # ours fetches no list of suffixes
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": None,  # a proxy would look names up behind the guard's back
    "scrapy.downloadermiddlewares.stats.DownloaderStats": None,  # what was fetched stands in the captures
    "crawlers.middlewares.guard.GuardMiddleware": 50,
    "crawlers.middlewares.robots.RobotsMiddleware": 100,
    "crawlers.middlewares.patience.PatienceMiddleware": 550,
    "crawlers.middlewares.cookies.CookiesMiddleware": 700,
    "crawlers.middlewares.capture.CaptureMiddleware": 880,
}
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,  # the spider reads each status itself
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
}
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
    "Accept-Encoding": "gzip, deflate, br",
}
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # crawlers.frontier knows what was asked for
CONCURRENT_ITEMS = 2
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 20 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_VERIFY_CERTIFICATES = False  # a shop with a bad certificate must be seen too
REDIRECT_MAX_TIMES = 10
METAREFRESH_ENABLED = False
RETRY_TIMES = 3
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
LOG_LEVEL = "INFO"
LOG_INSTALL_ROOT_HANDLER = False  # core.logs writes
LOG_VERSIONS: list[str] = []
LOGSTATS_INTERVAL = 0
STATS_DUMP = False
TRADEWATCH = None
TRADEWATCH_WORK = None


def job_settings(work: Work) -> dict[str, Any]:
    """Return what one job adds: its work, pace and size."""
    return {
        "TRADEWATCH": work.settings,
        "TRADEWATCH_WORK": work,
        "USER_AGENT": user_agent(work.settings.contact),
        "DOWNLOAD_DELAY": work.delay,
        "DOWNLOAD_TIMEOUT": work.settings.crawl_timeout,
        "DOWNLOAD_DELAY_JITTER": 0,
        "CONCURRENT_REQUESTS": work.concurrency + 2,  # robots.txt comes beside the pages
        "CONCURRENT_REQUESTS_PER_DOMAIN": work.concurrency,
    }
