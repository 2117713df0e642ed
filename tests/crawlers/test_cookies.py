"""Cookies of a whole registry are refused, those of a site kept, and no list is fetched or kept in the home to know which is which."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from crawlers.middlewares.cookies import CookiesMiddleware


@pytest.mark.parametrize(("domain", "kept"), [("shop.com.cn", True), ("com.cn", False)])
def test_a_cookie_of_a_whole_registry_is_refused(domain, kept, socket_disabled):
    middleware = CookiesMiddleware.from_crawler(get_crawler(Spider))
    first, second = Request("http://www.shop.com.cn/"), Request("http://m.shop.com.cn/")
    middleware.process_request(first)
    middleware.process_response(first, Response(first.url, headers={"Set-Cookie": f"seen=1; Domain={domain}; Path=/"}))
    middleware.process_request(second)
    assert ("Cookie" in second.headers) is kept


def test_a_crawl_s_settings_leave_no_list_of_suffixes_in_the_home(tmp_path):
    script = (
        "import sys; from scrapy.settings import Settings; from scrapy.utils.misc import load_object; import crawlers.settings as own\n"
        "settings = Settings(); settings.setmodule(own)\n"
        "active = [load_object(name) for name, place in settings.getwithbase('DOWNLOADER_MIDDLEWARES').items() if place is not None]\n"
        "kind = next(kind for kind in active if kind.__name__ == 'CookiesMiddleware')\n"
        "sys.modules[kind.__mro__[-2].__module__]._is_public_domain('shop.com.cn')\n"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", script], cwd=root, env={**os.environ, "HOME": str(tmp_path)}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.rglob("*")) == []
