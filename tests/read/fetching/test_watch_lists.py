"""What to watch: OPML, a text file, an address; bad entries are told, bad files stop the call."""

import pytest

from tallybook.errors import UsageError
from tallybook.read.fetching.lists import read_lists

OPML = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Harbour desk</title></head><body>
  <outline text="Agencies">
    <outline text="One &amp; only" type="rss" xmlUrl="https://one.example/feed?a=1&amp;b=2"/>
    <outline text="Deep"><outline><outline XMLURL=" https://two.example/feed "/></outline></outline>
  </outline>
  <outline type="link" url="https://three.example/live"/>
  <outline text="again" xmlUrl="https://one.example/feed?a=1&amp;b=2"/>
  <outline text="empty" xmlUrl=""/>
  <outline text="no web" xmlUrl="ftp://four.example/feed"/>
</body></opml>
"""


@pytest.fixture
def listed(tmp_path):
    def write(content, name="list.opml"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_lists([str(path)])

    return write


def test_opml(listed, tmp_path):
    found = listed(OPML)
    assert found.urls == (
        "https://one.example/feed?a=1&b=2",
        "https://two.example/feed",
        "https://three.example/live",
    )
    (problem,) = found.problems
    assert problem.where == f"{tmp_path}/list.opml, line 10: ftp://four.example/feed"
    assert problem.remedy


def test_a_text_file(listed, tmp_path):
    found = listed(
        "\ufeff# our desk\n\nhttps://one.example/feed\n"
        "  feed://two.example/feed#new  # the other\nfeed:https://three.example/a\nnot a url\n",
        "list.txt",
    )
    assert found.urls == (
        "https://one.example/feed",
        "http://two.example/feed",
        "https://three.example/a",
    )
    assert [problem.where for problem in found.problems] == [
        f"{tmp_path}/list.txt, line 6: not a url"
    ]


def test_addresses_and_files_together(tmp_path):
    (tmp_path / "a.txt").write_text("https://one.example/feed\nhttps://two.example/\n")
    found = read_lists(["https://one.example/feed", str(tmp_path / "a.txt"), "HTTPS://Two.example"])
    assert found.urls == ("https://one.example/feed", "https://two.example/")


@pytest.mark.parametrize(
    "content",
    [
        "<opml><body><outline",
        "<html><body>no list</body></html>",
        '<!DOCTYPE opml [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><opml><body>&b;</body></opml>',
        '<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml>&x;</opml>',
        b"<opml>\xff\xfe</opml>",
        b'<?xml version="1.0" encoding="klingon"?><opml/>',
    ],
)
def test_lists_that_are_none(listed, content):
    with pytest.raises(UsageError, match=r"list\.opml: .*; "):
        listed(content)


def test_a_file_that_is_not_there():
    with pytest.raises(UsageError, match="no such file"):
        read_lists(["gone.opml"])
    with pytest.raises(UsageError, match="cannot be read"):
        read_lists(["a\0b"])


def test_outlines_ten_thousand_deep(listed):
    deep = "<outline>" * 10_000 + '<outline xmlUrl="https://one.example/"/>' + "</outline>" * 10_000
    assert listed(f"<opml><body>{deep}</body></opml>").urls == ("https://one.example/",)


@pytest.mark.parametrize("name", ["list.opml", "list.txt"])
def test_lists_in_utf_16(listed, name):
    content = '<opml><body><outline xmlUrl="https://one.example/"/></body></opml>'
    found = listed((content if name == "list.opml" else "https://one.example/\n").encode("utf-16"))
    assert found.urls == ("https://one.example/",)
    assert found.problems == ()
