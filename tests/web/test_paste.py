"""Paste and see, in a browser: a text in, its claims in the page, kept or discarded."""

import socket
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from tests.web.axe import faults
from tests.web.conftest import Site, Visit

TEXT = (
    "At least 41 soldiers were killed near Sudzha on Monday, Ukraine's HUR agency said.\n\n"
    "A Kremlin spokesman said 12 soldiers were wounded."
)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("dark", [False, True])
def test_the_form_is_sound(
    visiting: Callable[..., Visit], site: Site, width: int, dark: bool
) -> None:
    page = visiting(site, width=width, dark=dark).go("/paste")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_text_is_read_and_kept(visiting: Callable[..., Visit], own_site: Site) -> None:
    before = len(own_site.desk.view().reports)
    page = visiting(own_site).go("/paste")
    page.get_by_label("The text of a report").fill(TEXT)
    page.get_by_label("Outlet").fill("The Pasted Post")
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/paste/*")
    assert "2 claims" in page.locator(".lead").inner_text()
    assert "At least 41 soldiers" in page.locator("main").inner_text()
    assert len(own_site.desk.view().reports) == before, "nothing is kept unasked"
    assert faults(page) == []
    page.get_by_role("button", name="Keep it").click()
    page.wait_for_url("**/reports/*")
    assert "The Pasted Post" in page.locator("main").inner_text()
    assert len(own_site.desk.view().reports) == before + 1


def test_a_text_is_read_and_discarded(visiting: Callable[..., Visit], own_site: Site) -> None:
    before = own_site.desk.view()
    page = visiting(own_site).go("/paste")
    page.get_by_label("The text of a report").fill(TEXT)
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Discard").click()
    page.wait_for_url("**/paste")
    assert own_site.desk.refresh() is before


def test_a_file_is_read(visiting: Callable[..., Visit], site: Site, tmp_path: Path) -> None:
    target = tmp_path / "losses.txt"
    target.write_text(TEXT, "utf-8")
    page = visiting(site).go("/paste")
    page.get_by_label("or a file").set_input_files(target)
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/paste/*")
    assert "2 claims" in page.locator(".lead").inner_text()
    assert page.get_by_role("button", name="Keep it").count() == 0, "served read-only"


def test_nothing_to_read_says_so(visiting: Callable[..., Visit], site: Site) -> None:
    visit = visiting(site)
    visit.expect_fault("status of 400")
    page = visit.go("/paste")
    page.get_by_role("button", name="Read it").click()
    page.get_by_text("There is nothing to read").wait_for()


def test_read_only_keeps_nothing(site: Site) -> None:
    read = httpx.post(site.url("/paste"), data={"text": TEXT})
    assert read.status_code == 303
    kept = httpx.post(site.url(f"{read.headers['location']}/keep"))
    assert kept.status_code == 400
    assert "read-only" in kept.text


def test_too_much_is_refused_before_it_is_taken_in(site: Site) -> None:
    host, _, port = site.address.removeprefix("http://").partition(":")
    head = (
        f"POST /paste HTTP/1.1\r\nHost: {host}\r\nContent-Length: 99999999\r\n"
        "Connection: close\r\n\r\n"
    )
    with socket.create_connection((host, int(port)), timeout=20) as asked:
        asked.sendall(head.encode())
        answer = b"".join(iter(lambda: asked.recv(4096), b"")).decode()
    assert answer.startswith("HTTP/1.1 413")
    assert "tallybook add" in answer


def test_too_much_without_a_length_is_refused(site: Site) -> None:
    pieces = (b"x" * 1_000_000 for _ in range(40))
    try:
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = httpx.post(site.url("/paste"), content=pieces, headers=form)
    except httpx.WriteError:
        return  # refused while it was still being sent
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "form", [{"text": TEXT, "published": "soon"}, {"text": TEXT, "url": "javascript:alert(1)"}]
)
def test_what_is_stated_wrongly_is_told(site: Site, form: dict[str, str]) -> None:
    answer = httpx.post(site.url("/paste"), data=form)
    assert answer.status_code == 400
    assert "Traceback" not in answer.text
