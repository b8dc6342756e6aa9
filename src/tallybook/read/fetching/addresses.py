"""Which addresses a host has, and which of them lie in the open internet."""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Iterator, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final

_PATIENCE: Final = 15.0
_TRANSLATED: Final = IPv6Network("64:ff9b::/96")

Address = IPv4Address | IPv6Address


def find_addresses(host: str, port: int) -> Sequence[str]:
    """A host's addresses, as the system resolves them; OSError where it has none.

    In a thread of its own: the system's resolver cannot be interrupted, and may take minutes.
    """
    answers: queue.SimpleQueue[list[str] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put(list(dict.fromkeys(str(entry[4][0]) for entry in found)))
        except (OSError, UnicodeError) as error:
            answers.put(error if isinstance(error, OSError) else OSError(str(error)))

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=_PATIENCE)
    except queue.Empty:
        raise TimeoutError("the name server does not answer") from None
    if isinstance(answer, OSError):
        raise answer
    return answer


def inner_kind(address: str) -> str | None:
    """What keeps an address out of the open internet, with its article; None where nothing does.

    An IPv6 address that carries an IPv4 one (mapped, 6to4, Teredo, NAT64) is judged by both.
    """
    try:
        outer = ip_address(address)
    except ValueError:
        return "an address of no known form"
    for each in (outer, *_carried(outer)):
        kind = _kind(each)
        if kind is not None:
            return kind
    return None


def _carried(address: Address) -> Iterator[IPv4Address]:
    if isinstance(address, IPv4Address):
        return
    if address.ipv4_mapped is not None:
        yield address.ipv4_mapped
    if address.sixtofour is not None:
        yield address.sixtofour
    if address.teredo is not None:
        yield from address.teredo
    if address in _TRANSLATED:
        yield IPv4Address(int(address) & 0xFFFFFFFF)


def _kind(address: Address) -> str | None:
    if isinstance(address, IPv6Address) and (address.ipv4_mapped or address in _TRANSLATED):
        return None  # the IPv4 address that it is another writing of says it
    if address.is_unspecified:
        return "no machine's address"
    if address.is_loopback:
        return "this machine's own address"
    if address.is_link_local:
        return "a link-local address"
    if address.is_multicast:
        return "a multicast address"
    is_site_local = isinstance(address, IPv6Address) and address.is_site_local
    if address.is_private or is_site_local:
        return "a private address"
    if address.is_reserved or not address.is_global:
        return "an address outside the open internet"
    return None
