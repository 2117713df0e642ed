"""Elasticsearch behind TLS: who shows the key and believes the certificate comes in; everybody else is told in one line what to do."""

from __future__ import annotations

import base64
import uuid

import pytest

from core.errors import ConfigError, SearchError
from search.base import Doc, Query
from search.elastic import Access, ElasticEngine
from tests.services.common import free_port
from tests.services.tls_proxy import certificate, proxy

KEY = base64.b64encode(b"id:secret").decode()
RIGHTS = (f"ApiKey {KEY}", "Basic " + base64.b64encode(b"officer:pass word").decode())
DOC = Doc(id="a", kind="listing", url="http://shop.test/", title="红茶", text="")


def engine(**access):
    return ElasticEngine(Access(timeout=20, **access), name=f"test_{uuid.uuid4().hex[:10]}")


@pytest.fixture(scope="module")
def behind_tls(elasticsearch_url, tmp_path_factory):
    cert, key = certificate(tmp_path_factory.mktemp("proxy"))
    with proxy(elasticsearch_url.removeprefix("http://"), cert, key, RIGHTS) as url:
        yield url, str(cert)


@pytest.mark.elasticsearch
@pytest.mark.parametrize("right", [{"api_key": KEY}, {"user": "officer", "password": "pass word"}])
def test_who_has_the_right_and_knows_the_authority_comes_in(behind_tls, right):
    url, cert = behind_tls
    made = engine(url=url, ca=cert, **right)
    assert made.put([DOC]) == 1
    made.refresh()
    assert made.search(Query(text="红茶")).total == 1
    made.close()


@pytest.mark.elasticsearch
@pytest.mark.parametrize("wrong", [{}, {"api_key": "d3Jvbmc6a2V5"}, {"user": "officer", "password": "guess"}])
def test_who_has_no_right_is_told_which_settings_to_look_at(behind_tls, wrong):
    url, cert = behind_tls
    made = engine(url=url, ca=cert, **wrong)
    for asked in (lambda: made.put([DOC]), lambda: made.search(Query())):
        with pytest.raises(SearchError, match="TRADEWATCH_ELASTICSEARCH_API_KEY"):
            asked()
    made.close()


@pytest.mark.elasticsearch
def test_a_certificate_of_an_unknown_authority_is_refused_unless_that_is_asked_for(behind_tls):
    url, _ = behind_tls
    made = engine(url=url, api_key=KEY)
    with pytest.raises(SearchError, match="TRADEWATCH_ELASTICSEARCH_CA"):
        made.search(Query())
    made.close()
    trial = engine(url=url, api_key=KEY, verify=False)
    assert trial.put([DOC]) == 1
    trial.close()


@pytest.mark.elasticsearch
def test_a_certificate_for_another_name_is_refused(elasticsearch_url, tmp_path):
    cert, key = certificate(tmp_path, "DNS:other.example")
    with proxy(elasticsearch_url.removeprefix("http://"), cert, key, RIGHTS) as url:
        made = engine(url=url, ca=str(cert), api_key=KEY)
        with pytest.raises(SearchError, match="certificate"):
            made.search(Query())
        made.close()


def test_a_server_that_is_away_is_said_without_passwords():
    made = engine(url=f"http://officer:secret@127.0.0.1:{free_port()}")
    for asked in (lambda: made.put([DOC]), lambda: made.search(Query()), made.status, lambda: made.rebuild([DOC])):
        with pytest.raises(SearchError, match="cannot be reached") as caught:
            asked()
        assert "secret" not in str(caught.value)
        assert "\n" not in str(caught.value)
    made.close()


def test_an_authority_that_is_no_file_is_a_wrong_setting():
    with pytest.raises(ConfigError, match="TRADEWATCH_ELASTICSEARCH_CA"):
        engine(url="https://127.0.0.1:9", ca="/nowhere/ca.pem")


def test_a_key_is_never_shown():
    assert "secret" not in repr(Access(url="http://h", api_key="secret", password="secret"))
