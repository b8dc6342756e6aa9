"""What is refused, by servers, by robots.txt and by us: statuses, redirects, addresses."""

import gzip
from dataclasses import replace

import pytest
from tests.read.fetching.faults import PAGE, drip, failure, half, silence
from tests.read.fetching.site import answer, moved

from tallybook.read.fetching import Fetched, Unfetched, fetch


@pytest.mark.parametrize(
    "status", [400, 401, 402, 403, 404, 405, 406, 410, 418, 451, 202, 204, 206]
)
def test_statuses_that_stay_are_not_asked_again(site, session, status):
    site.pages["/"] = answer(status=status, reason="No", length=False)
    outcome = fetch(site.url(), session)
    assert isinstance(outcome, Unfetched)
    assert outcome.problem.reason.startswith(f"answers {status} (")
    assert outcome.problem.remedy
    assert outcome.is_gone == (status == 410)
    assert site.paths() == ["/"]


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_statuses_that_pass_are_asked_again_within_bounds(site, session, status):
    site.pages["/"] = answer(status=status, reason="No")
    assert failure(site.url(), session).reason.startswith(f"answers {status} (")
    assert site.paths() == ["/"] * 3


@pytest.mark.parametrize("kind", ["image/png", "video/mp4", "audio/mpeg", "font/woff2"])
def test_what_says_that_it_is_no_text(site, session, kind):
    site.pages["/"] = answer(b"\x89PNG", content_type=kind)
    assert kind in failure(site.url(), session).reason


def test_a_wrong_content_type_is_left_to_the_readers(site, session):
    for kind in ("application/octet-stream", "application/json", "nonsense", "text/css"):
        site.pages["/"] = answer(PAGE, content_type=kind)
        assert fetch(site.url(), session).raw.media_type == kind


# Redirects


def test_redirects_without_end(site, session):
    number = iter(range(1000))

    def page(request):
        path = f"/{next(number)}"
        site.pages[path] = page
        return moved(path)

    site.pages["/"] = page
    assert failure(site.url(), session).reason == "redirects more than 10 times"
    assert len(site.paths()) == 11


@pytest.mark.parametrize("target", ["/", "#top", "/b", "http://", ""])
def test_redirects_in_a_circle(site, session, target):
    site.pages["/"] = moved(target)
    site.pages["/b"] = moved("/")
    assert failure(site.url(), session).reason == "redirects in a circle"


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("http://10.0.0.1/", "a private address"),
        ("http://[::1]:80/", "this machine's own address"),
        ("http://169.254.169.254/latest/meta-data", "a link-local address"),
        ("http://[::ffff:192.168.0.1]/", "a private address"),
        ("http://inside.example/", "a private address (192.168.1.1)"),
        ("http://2130706433/", "this machine's own address"),
        ("file:///etc/passwd", "is not on the web (file)"),
        ("javascript:alert(1)", "is not on the web (javascript)"),
        ("http://user:secret@news.example/", "holds a name or a password"),
        ("//[", "names no host"),
        ("mailto:desk@news.example", "is not on the web (mailto)"),
        ("http://nowhere.example/", "the name nowhere.example has no address"),
        ("http://news.example:1/", "cannot be reached (connection refused)"),
    ],
)
def test_redirects_that_are_not_followed(site, session, names, target, told):
    names["inside.example"] = ["192.168.1.1"]
    names["2130706433"] = ["127.0.0.1"]
    site.pages["/"] = moved(target)
    problem = failure(site.url(), session)
    assert problem.reason.startswith("redirects to ")
    assert told in problem.reason
    assert site.paths() == ["/"]


def test_a_redirect_from_https_to_http_is_refused():
    from tallybook.read.fetching.client import target_of
    from tallybook.read.fetching.following import _next
    from tallybook.read.fetching.outcomes import Refusal

    with pytest.raises(Refusal, match="anybody on the way can change"):
        _next(target_of("https://news.example/"), "http://news.example/b")
    assert _next(target_of("http://news.example/"), "https://news.example/").scheme == "https"


def test_a_redirect_without_a_place(site, session):
    site.pages["/"] = answer(status=302, reason="Found")
    assert failure(site.url(), session).reason == "answers 302 (found)"


# Addresses


@pytest.mark.parametrize(
    "url",
    [
        "http://10.1.2.3/",
        "http://localhost/",
        "http://[fe80::1]/",
        "https://0.0.0.0/",
        "http://mixed.example/",
    ],
)
def test_private_addresses_are_not_asked(session, names, url):
    names["localhost"] = ["127.0.0.1"]
    names["mixed.example"] = ["93.184.215.14", "10.0.0.1"]
    problem = failure(url, session)
    host = url.split("/")[2].strip("[]")
    assert problem.remedy.endswith(f"--allow-host {host}")


def test_an_allowed_host_allows_no_other(site, session, names):
    session.settings = replace(session.settings, allow_hosts=frozenset({"news.example"}))
    site.pages["/"] = answer(PAGE)
    assert isinstance(fetch(site.url(host="news.example"), session), Fetched)
    assert "--allow-host" in failure(site.url(host="other.example"), session).remedy
    assert "--allow-host" in failure(site.url(host="127.0.0.1"), session).remedy


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://",
        "ftp://a/b",
        "http://a b/",
        "http://x:99999/",
        "http://a:b@c/",
        "x" * 9000,
        "http://\ud800.example/",
        "http://" + "a" * 300 + ".example/",
        "http://[::1/",
        "mailto:a@b",
    ],
)
def test_what_is_no_address_of_the_web(session, url):
    outcome = fetch(url, session)
    assert isinstance(outcome, Unfetched)
    assert outcome.problem.reason.isprintable()
    assert outcome.problem.remedy


def test_a_name_without_an_address_is_not_asked_again(session, times):
    problem = failure("http://nowhere.example/", session)
    assert problem.reason == (
        "cannot be found: the name nowhere.example has no address (name or service not known)"
    )
    assert times.slept == []


def test_a_port_that_nobody_listens_at(session, times):
    assert (
        failure("http://127.0.0.1:1/", session).reason == "cannot be reached (connection refused)"
    )
    assert times.slept == [1.0]  # once for its robots.txt; without that, nothing more is asked


def test_tls_with_a_server_that_has_none(site, session):
    url = f"https://127.0.0.1:{site.port}/"
    assert "no TLS connection that can be trusted" in failure(url, session).reason


# robots.txt


@pytest.mark.parametrize(
    "page", [answer(status=500, reason="No"), answer(status=429, reason="No"), drip, silence, half]
)
def test_a_site_that_cannot_say_what_it_allows_allows_nothing(site, session, times, page):
    site.pages["/robots.txt"] = page
    site.pages["/"] = answer(PAGE)
    assert "its site's robots.txt" in failure(site.url(), session).reason
    assert site.paths() == []
    site.pages["/robots.txt"] = answer(status=404, reason="No")
    times.seconds += 301
    assert isinstance(fetch(site.url(), session), Fetched)


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_site_without_robots_allows_all(site, session, status):
    site.pages["/robots.txt"] = answer(status=status, reason="No")
    site.pages["/"] = answer(PAGE)
    assert isinstance(fetch(site.url(), session), Fetched)


def test_what_robots_forbid_is_not_asked(site, session):
    site.pages["/robots.txt"] = answer("User-agent: *\nDisallow: /private\nAllow: /private/open")
    site.pages |= {"/private/open": answer(PAGE), "/private/x": answer(PAGE)}
    problem = failure(site.url("/private/x"), session)
    assert problem.reason == "may not be fetched by programs: its site's robots.txt says so"
    assert site.paths() == []
    assert isinstance(fetch(site.url("/private/open"), session), Fetched)


def test_what_robots_forbid_behind_a_redirect_is_not_asked(site, session):
    site.pages["/robots.txt"] = answer("User-agent: *\nDisallow: /private")
    site.pages["/"] = moved("/private/x")
    assert "robots.txt says so" in failure(site.url(), session).reason
    assert site.paths() == ["/"]


def test_robots_behind_a_redirect_and_robots_in_a_circle(site, session):
    site.pages["/robots.txt"] = moved("/elsewhere.txt")
    site.pages["/elsewhere.txt"] = answer("User-agent: tallybook\nDisallow: /")
    assert "robots.txt says so" in failure(site.url(), session).reason
    site.pages["/elsewhere.txt"] = moved("/robots.txt")
    assert "redirects in a circle" in failure(site.url(host="news.example"), session).reason


def test_a_huge_robots_is_read_as_far_as_it_must(site, session):
    rows = b"User-agent: *\nDisallow: /x\n" + b"# padding\n" * 100_000 + b"Disallow: /\n"
    site.pages["/robots.txt"] = answer(gzip.compress(rows), content_encoding="gzip")
    site.pages["/"] = answer(PAGE)
    assert isinstance(fetch(site.url(), session), Fetched)
    assert isinstance(fetch(site.url("/x"), session), Unfetched)
