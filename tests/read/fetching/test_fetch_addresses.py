"""Which addresses lie in the open internet."""

import socket
import threading

import pytest

from tallybook.read.fetching import addresses
from tallybook.read.fetching.addresses import find_addresses, inner_kind


@pytest.mark.parametrize(
    "address",
    [
        "93.184.215.14",
        "1.1.1.1",
        "2606:4700::1111",
        "::ffff:8.8.8.8",
        "2002:808:808::1",
        "64:ff9b::808:808",
        "172.15.255.255",
        "172.32.0.1",
        "100.63.255.255",
        "100.128.0.1",
    ],
)
def test_the_open_internet(address):
    assert inner_kind(address) is None


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("127.0.0.1", "this machine's own address"),
        ("127.255.1.2", "this machine's own address"),
        ("::1", "this machine's own address"),
        ("0.0.0.0", "no machine's address"),
        ("::", "no machine's address"),
        ("10.0.0.1", "a private address"),
        ("172.16.0.1", "a private address"),
        ("172.31.255.255", "a private address"),
        ("192.168.1.1", "a private address"),
        ("192.0.2.1", "a private address"),
        ("198.18.0.1", "a private address"),
        ("100.64.0.1", "an address outside the open internet"),
        ("169.254.169.254", "a link-local address"),
        ("fe80::1", "a link-local address"),
        ("fe80::1%eth0", "a link-local address"),
        ("224.0.0.1", "a multicast address"),
        ("ff02::1", "a multicast address"),
        ("fc00::1", "a private address"),
        ("fd12:3456::1", "a private address"),
        ("fec0::1", "a private address"),
        ("255.255.255.255", "a private address"),
        ("240.0.0.1", "a private address"),
        ("::ffff:127.0.0.1", "this machine's own address"),
        ("::ffff:10.0.0.1", "a private address"),
        ("::ffff:0:0", "no machine's address"),
        ("2002:7f00:1::", "this machine's own address"),
        ("2002:a00:1::1", "a private address"),
        ("64:ff9b::a00:1", "a private address"),
        ("64:ff9b::7f00:1", "this machine's own address"),
        ("2001:0:a00:1::1", "a private address"),
        ("::127.0.0.1", "an address outside the open internet"),
        ("127.1", "an address of no known form"),
        ("", "an address of no known form"),
    ],
)
def test_all_else(address, kind):
    assert inner_kind(address) == kind


def test_a_name_of_this_machine():
    assert "127.0.0.1" in find_addresses("localhost", 80)


@pytest.mark.parametrize("name", ["name.invalid", "a" * 300, "x..y", "\ud800"])
def test_a_name_without_addresses(name):
    with pytest.raises(OSError, match=r".+"):
        find_addresses(name, 80)


def test_a_resolver_that_hangs_is_not_waited_for(monkeypatch):
    hanging = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [hanging.wait(60)][:0])
    monkeypatch.setattr(addresses, "_PATIENCE", 0.05)
    try:
        with pytest.raises(TimeoutError):
            find_addresses("news.example", 80)
    finally:
        hanging.set()
