"""robots.txt by RFC 9309: groups, the longest match, wildcards, escapes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallybook.read.fetching.robots import parse_rules


def allows(robots, path):
    return parse_rules(robots.encode()).allows(path)


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("", "/a", True),
        ("Disallow:", "/a", True),
        ("Disallow: /", "/a", False),
        ("Disallow: /", "/robots.txt", True),
        ("Disallow: /a", "/abc", False),
        ("Disallow: /a/", "/a", True),
        ("Disallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("Allow: /a/b\nDisallow: /a", "/a/b/c", True),
        ("Allow: /page\nDisallow: /*.htm", "/page.htm", False),
        ("Allow: /page\nDisallow: /page", "/page", True),
        ("Disallow: /*.pdf$", "/a.pdf", False),
        ("Disallow: /*.pdf$", "/a.pdf?x", True),
        ("Disallow: /a$", "/a", False),
        ("Disallow: /a$", "/ab", True),
        ("Disallow: /*/b*c", "/a/bxxc/d", False),
        ("Disallow: /*a*$", "/xay", False),
        ("Disallow: /*ab$", "/ab/ab", False),
        ("Disallow: /a*a$", "/a", True),
        ("Disallow: *", "/a", False),
        ("Disallow: /*?session=", "/a?session=1", False),
        ("Disallow: /%7Eme", "/~me/x", False),
        ("Disallow: /~me", "/%7eme/x", False),
        ("Disallow: /ü", "/%C3%BC", False),
        ("Disallow: /a%2fb", "/a/b", True),
        ("Disallow: /a%2fb", "/a%2Fb", False),
        ("disallow : /a # ours", "/a", False),
        ("Disallow /a", "/a", True),
    ],
)
def test_rules(rules, path, allowed):
    assert allows(f"User-agent: *\n{rules}\n", path) is allowed


def test_our_own_group_goes_before_everybodys():
    robots = "User-agent: *\nDisallow: /\n\nUser-agent: Tallybook/2.0\nDisallow: /private"
    assert allows(robots, "/a")
    assert not allows(robots, "/private")


def test_groups_are_joined_and_may_have_several_names():
    robots = (
        "User-agent: other\nUser-agent: tallybook\nSitemap: /s\nDisallow: /a\n"
        "User-agent: *\nDisallow: /b\nUser-agent: TALLYBOOK\nDisallow: /c\nCrawl-delay: 2.5"
    )
    rules = parse_rules(robots.encode())
    assert [rules.allows(path) for path in ("/a", "/b", "/c")] == [False, True, False]
    assert rules.delay == 2.5


def test_rules_before_any_name_are_nobodys():
    assert allows("Disallow: /\nUser-agent: other\nDisallow: /", "/a")


def test_an_empty_group_of_ours_allows_all():
    assert allows("User-agent: tallybook\n\nUser-agent: x\nDisallow: /\n", "/a") is False
    assert allows("User-agent: tallybook\nDisallow:\n\nUser-agent: *\nDisallow: /\n", "/a")


@pytest.mark.parametrize("delay", ["", "soon", "-1", "0", "1e9", "99999999"])
def test_delays_that_make_no_sense(delay):
    found = parse_rules(f"User-agent: *\nCrawl-delay: {delay}".encode()).delay
    assert found is None or found <= 999_999


@given(st.binary(max_size=400), st.text(max_size=40))
def test_no_file_and_no_path_breaks_it(content, path):
    assert parse_rules(b"User-agent: *\nDisallow: " + content).allows("/" + path) in {True, False}


def test_patterns_that_others_take_for_ever_over():
    robots = "User-agent: *\n" + ("Disallow: /" + "a*" * 900 + "b$\n") * 200
    assert allows(robots, "/" + "a" * 4000)
