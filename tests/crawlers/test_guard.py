"""The address guard: what it refuses in every spelling, what it lets through, and what an allowance does."""

from __future__ import annotations

import ipaddress

import pytest

from core.errors import AddressRefused
from crawlers.guard import Guard

REFUSED = """
http://127.0.0.1/ http://127.1/ http://127.0.1/ http://2130706433/ http://0x7f000001/ http://0x7f.1/ http://0177.0.0.1/ http://127.0.0.1./
http://１２７.０.０.１/ http://127。0。0。1/ http://0/ http://0.0.0.0/ http://10.1.2.3/ http://172.16.0.1/ http://172.31.255.255/ http://192.168.1.1/
http://169.254.169.254/latest/meta-data/ http://0xa9fea9fe/ http://2852039166/ http://100.64.0.1/ http://100.100.100.200/ http://168.63.129.16/
http://192.0.0.192/ http://192.0.2.1/ http://198.18.0.1/ http://198.51.100.7/ http://203.0.113.9/ http://192.88.99.1/ http://224.0.0.1/ http://239.255.255.250/
http://240.0.0.1/ http://255.255.255.255/ http://[::1]/ http://[::]/ http://[fe80::1]/ http://[fc00::1]/ http://[fd00:ec2::254]/ http://[ff02::1]/
http://[::ffff:127.0.0.1]/ http://[::ffff:7f00:1]/ http://[::127.0.0.1]/ http://[2002:7f00:1::]/ http://[64:ff9b::7f00:1]/ http://[64:ff9b::a9fe:a9fe]/
http://[64:ff9b:1::1]/ http://[2001:0:53aa:64c::1]/ http://[2001:db8::1]/ http://[fec0::1]/ http://[4000::1]/ http://[fe80::1%25eth0]/
http://user:secret@shop.example/ http://shop.example@127.0.0.1/ http://127.0.0.1\\@shop.example/ http://shop.example%2f@127.0.0.1/ http://%31%32%37.0.0.1/
ftp://shop.example/ file:///etc/passwd javascript:alert(1) data:text/html,x gopher://127.0.0.1:70/ http:///path http://256.1.1.1/ http://1.2.3.4.5/
http://09.1.1.1/ http://shop.example:99999/ http://[::1/ about:blank
"""

PUBLIC = """
http://shop.example/ https://shop.example:8443/x?y=1 http://例子.测试/ http://xn--fsqu00a.xn--0zwm56d/ http://8.8.8.8/ http://1.1.1.1:8080/ http://[2400:3200::1]/
http://[64:ff9b::808:808]/ http://[2002:808:808::1]/ http://[::ffff:8.8.8.8]/ wss://shop.example/socket http://127.0.0.1.shop.example/ http://shop.example./
http://0x7f.shop.example/
"""


@pytest.mark.parametrize("url", REFUSED.split())
def test_the_guard_refuses(url):
    with pytest.raises(AddressRefused):
        Guard().check_url(url)


@pytest.mark.parametrize("url", PUBLIC.split())
def test_the_guard_lets_public_addresses_and_names_through(url):
    Guard().check_url(url)


@pytest.mark.parametrize(("address", "word"), [("169.254.169.254", "metadata"), ("100.64.1.1", "carrier"), ("10.0.0.1", "private"), ("::1", "loopback")])
def test_a_dns_answer_is_refused_with_its_reason(address, word):
    with pytest.raises(AddressRefused, match=word):
        Guard().check_address(address, 80)


def test_a_dns_answer_that_is_no_address_is_refused():
    with pytest.raises(AddressRefused):
        Guard().check_address("shop.example", 80)


def test_an_allowed_network_is_let_through_at_its_port_only():
    guard = Guard(((ipaddress.ip_network("127.0.0.2/32"), 8080),))
    guard.check_url("http://127.0.0.2:8080/")
    guard.check_url("http://[::ffff:127.0.0.2]:8080/")
    for url in ("http://127.0.0.2/", "http://127.0.0.2:8081/", "http://127.0.0.3:8080/"):
        with pytest.raises(AddressRefused):
            guard.check_url(url)


def test_an_allowed_network_without_a_port_is_let_through_at_any():
    guard = Guard(((ipaddress.ip_network("127.0.0.0/30"), None),))
    guard.check_url("http://127.0.0.2/")
    guard.check_url("https://127.0.0.2:9/")
