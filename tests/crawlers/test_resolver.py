"""DNS answers pass the guard one by one, where they are used: a name that points inside is not connected to."""

from __future__ import annotations

import ipaddress

import pytest
from twisted.internet.address import IPv4Address, IPv6Address

from crawlers.guard import Guard
from crawlers.resolver import GuardedResolver


class Answers:
    """A resolver that says what it is told to; each look-up takes the next list."""

    def __init__(self, *lists) -> None:
        self.lists = list(lists)

    def resolveHostName(self, receiver, name, port=0, address_types=None, semantics="TCP"):  # noqa: N802
        receiver.resolutionBegan(None)
        for host in self.lists.pop(0):
            receiver.addressResolved((IPv6Address if ":" in host else IPv4Address)("TCP", host, port))
        receiver.resolutionComplete()


class Connector:
    """Takes what comes out, as the HTTP client would connect to it."""

    def __init__(self) -> None:
        self.addresses: list[str] = []
        self.complete = 0

    def resolutionBegan(self, _resolution) -> None: ...  # noqa: N802

    def addressResolved(self, address) -> None:  # noqa: N802
        self.addresses.append(address.host)

    def resolutionComplete(self) -> None:  # noqa: N802
        self.complete += 1


def look_up(resolver: GuardedResolver, name: str = "shop.example", port: int = 80) -> list[str]:
    connector = Connector()
    resolver.resolveHostName(connector, name, port)
    assert connector.complete == 1
    return connector.addresses


@pytest.mark.parametrize("inside", ["127.0.0.1", "10.0.0.5", "169.254.169.254", "100.64.0.1", "::1", "fd00::1", "::ffff:10.0.0.1"])
def test_an_answer_that_points_inside_is_dropped_and_named(inside):
    resolver = GuardedResolver(Guard(), Answers([inside]))
    assert look_up(resolver) == []
    assert "refused" in resolver.refused["shop.example"]


def test_of_mixed_answers_only_the_public_ones_are_connected_to():
    assert look_up(GuardedResolver(Guard(), Answers(["127.0.0.1", "8.8.8.8", "::1", "2400:3200::1"]))) == ["8.8.8.8", "2400:3200::1"]


def test_a_name_that_changes_its_answer_is_checked_each_time():
    resolver = GuardedResolver(Guard(), Answers(["8.8.8.8"], ["127.0.0.1"]))
    assert (look_up(resolver), look_up(resolver)) == (["8.8.8.8"], [])


def test_an_allowance_holds_for_its_port():
    resolver = GuardedResolver(Guard(((ipaddress.ip_network("127.0.0.1"), 8080),)), Answers(["127.0.0.1"], ["127.0.0.1"]))
    assert look_up(resolver, port=8080) == ["127.0.0.1"]
    assert look_up(resolver, port=80) == []


def test_a_good_answer_forgets_an_earlier_refusal():
    resolver = GuardedResolver(Guard(), Answers(["127.0.0.1"], ["8.8.8.8"]))
    look_up(resolver)
    look_up(resolver)
    assert resolver.refused == {}
