"""Copies and rewrites of one text, by signatures, credit lines and sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.claims import NORTH, claim, source
from tests.link.texts import CUT, OWN, REWRITE, WIRE

from tallybook.link import find_statements
from tallybook.link.copies import Kind, kin_by, kin_by_claims, kinship
from tallybook.link.signatures import quotations, sign

SERVICE = source("Rescue Service", "XA")
SAID = "“We had asked for that repair in March and in May and again in June,” he said."


def signed(text):
    return sign(text, quotations(text))


TEXTS = {"wire": WIRE, "cut": CUT, "rewrite": REWRITE, "own": OWN}
SIGNED = {name: signed(text) for name, text in TEXTS.items()}


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("wire", "wire", Kind.COPY),
        ("wire", "cut", Kind.COPY),
        ("wire", "rewrite", Kind.REWRITE),
        ("wire", "own", Kind.UNRELATED),
        ("rewrite", "own", Kind.UNRELATED),
        ("cut", "own", Kind.UNRELATED),
    ],
)
def test_kinship_of_texts(left, right, kind):
    found = kinship(SIGNED[left], SIGNED[right])
    assert found.kind is kind, found
    assert found == kinship(SIGNED[right], SIGNED[left])
    assert (found.score == 0) == (kind is Kind.UNRELATED)
    if kind is Kind.COPY:
        assert found.reasons[0].startswith("carry one text (")


def test_one_speech_in_two_papers_makes_them_no_copies():
    speech = " ".join([SAID, SAID.replace("repair", "warning"), SAID.replace("June", "July")])
    left = f"{OWN}\n{speech}"
    right = f"{WIRE}\n{speech}"
    assert kinship(signed(left), signed(right)).kind is Kind.UNRELATED


def test_shared_quotations_are_told_beside_shared_words():
    found = kinship(signed(f"{WIRE}\n{SAID}"), signed(f"{CUT}\n{SAID}"))
    assert found.words.endswith("and share 1 long quotation")


def test_a_stub_tells_nothing():
    assert kinship(sign("Dam breaks above Alba"), sign("Dam breaks above Alba")).score == 0


def test_signatures_of_two_makers_are_not_compared():
    old = replace(SIGNED["wire"], made_by="another")
    assert kinship(SIGNED["wire"], old).kind is Kind.UNRELATED


def test_a_credit_line_makes_one_text_until_the_texts_show_two():
    first = claim("24", agency="Agence France-Presse", report="wire")
    second = claim("24", agency="AFP", report="own")
    assert kin_by_claims(first, second).kind is Kind.COPY
    assert kin_by_claims(first, second).reasons == ("carry AFP's text",)
    apart = kin_by(SIGNED)(first, second)
    assert (apart.kind, apart.reasons) == (Kind.REWRITE, ("credit AFP",))


def carried(report, publisher, published, **more):
    return claim("24", place=NORTH, report=report, publisher=publisher, published=published, **more)


def test_copies_under_two_mastheads_are_one_statement_though_nobody_is_credited():
    claims = [
        carried("wire", "Meridian Wire", "2031-03-03"),
        carried("cut", "The Harbour Times", "2031-03-04"),
    ]
    assert len(find_statements(claims).statements) == 2
    linking = find_statements(claims, signatures=SIGNED)
    assert [len(one.carriers) for one in linking.statements] == [2]
    assert linking.statements[0].origin == "Meridian Wire"
    assert "carry one text (0." in " ".join(linking.links[0].reasons)


def test_a_paper_that_drops_the_credit_of_a_wires_source_gives_it_still():
    claims = [
        carried("wire", "Meridian Wire", "2031-03-03", by=SERVICE),
        carried("cut", "The Harbour Times", "2031-03-04"),
    ]
    (only,) = find_statements(claims, signatures=SIGNED).statements
    assert (only.origin, len(only.carriers)) == ("Rescue Service", 2)


def test_a_rewrite_is_an_echo_and_names_what_it_repeats():
    claims = [
        carried("wire", "Meridian Wire", "2031-03-03"),
        carried("rewrite", "Valley Post", "2031-03-04"),
        carried("own", "The Alba Star", "2031-03-04"),
    ]
    first, *later = find_statements(claims, signatures=SIGNED).statements
    assert first.independent
    told = {one.origin: one for one in later}
    rewrite = told["Valley Post"]
    assert (rewrite.independent, rewrite.echo_of) == (False, first.id)
    assert "Meridian Wire and Valley Post carry one text, rewritten (0." in rewrite.reasons[0]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted(TEXTS)),
            st.integers(1, 6),
            st.sampled_from([None, SERVICE, source("officials", "XA", unnamed=True)]),
            st.sampled_from(["24", "at least 24", "dozens"]),
        ),
        min_size=2,
        max_size=9,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_claims_changes_nothing(told, random):
    claims = [
        claim(words, by=by, place=NORTH, report=text, publisher=f"Paper {text}",
              published=f"2031-03-0{day}")
        for text, day, by, words in told
    ]  # fmt: skip
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert find_statements(shuffled, signatures=SIGNED) == find_statements(
        claims, signatures=SIGNED
    )
