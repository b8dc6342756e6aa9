"""Generators of nouns for property tests."""

from datetime import UTC, date
from decimal import Decimal

from hypothesis import strategies as st

from tallybook.model import (
    Attribution,
    Block,
    Bound,
    Claim,
    Conflict,
    Form,
    Grade,
    Link,
    Part,
    Period,
    Place,
    Population,
    Problem,
    Quantity,
    Report,
    Revision,
    Role,
    Scope,
    Source,
    SourceKind,
    Stage,
    Stance,
    Statement,
    Tally,
    Verdict,
)

text = st.text(max_size=20)
maybe_text = st.none() | text
days = st.dates(min_value=date(1800, 1, 1))
maybe_day = st.none() | days
moments = st.datetimes(timezones=st.just(UTC) | st.none())
spans = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(
    lambda pair: (min(pair), max(pair))
)
maybe_span = spans | st.just((None, None))
decimals = st.decimals(
    min_value=0, max_value=Decimal(10) ** 15, allow_nan=False, allow_infinity=False
)
maybe_decimal = st.none() | decimals
parties = st.lists(st.sampled_from(["KP", "RU", "UA", "US", "hamas"]), unique=True).map(
    lambda codes: tuple(sorted(codes))
)
words = st.lists(text, max_size=3).map(tuple)
degrees = st.none() | st.floats(-180, 180, allow_nan=False)


@st.composite
def quantities(draw):
    low, high = draw(maybe_decimal), draw(maybe_decimal)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Quantity(
        low, high, draw(st.sampled_from(Form)), draw(text), draw(text), draw(maybe_text)
    )


populations = st.builds(
    lambda words, parties, role, unit, span: Population(words, parties, role, unit, *span),
    text,
    parties,
    maybe_text,
    maybe_text,
    maybe_span,
)
places = st.builds(
    lambda words, name, countries, admin1, lat, lon, precision, span: Place(
        words, name, countries, admin1, lat, lon, precision, *span
    ),
    text,
    maybe_text,
    parties,
    maybe_text,
    degrees,
    degrees,
    maybe_text,
    maybe_span,
)


@st.composite
def periods(draw):
    first, last = draw(maybe_day), draw(maybe_day)
    if first is not None and last is not None and first > last:
        first, last = last, first
    return Period(draw(text), first, last, *draw(maybe_span))


attributions = st.builds(
    lambda source, words, span, cue, cue_span, content, quoted: Attribution(
        source, words, *span, cue, *cue_span, tuple(content), quoted
    ),
    st.builds(Source, text, st.sampled_from(SourceKind), maybe_text),
    text,
    spans,
    text,
    maybe_span,
    st.lists(spans, max_size=3),
    st.booleans(),
)
parts = st.recursive(
    st.builds(
        lambda field, rule, span, words: Part(field, rule, *span, words),
        text,
        text,
        maybe_span,
        text,
    ),
    lambda inner: st.builds(
        lambda rule, inner: Part("whole", rule, parts=tuple(inner)),
        text,
        st.lists(inner, max_size=2),
    ),
    max_leaves=4,
)


@st.composite
def claims(draw):
    start, end = draw(spans)
    return Claim(
        report=draw(text),
        text=draw(text),
        start=start,
        end=end,
        quantity=draw(quantities()),
        measure=draw(text),
        of=draw(populations),
        block=draw(st.sampled_from(Role)),
        sentence=draw(spans),
        rule=draw(text),
        made_by=draw(text),
        stance=draw(st.sampled_from(Stance)),
        scope=draw(st.sampled_from(Scope)),
        confidence=draw(st.floats(0, 1)),
        by=draw(st.none() | populations),
        place=draw(st.none() | places),
        period=draw(st.none() | periods()),
        attribution=draw(st.lists(attributions, max_size=2).map(tuple)),
        part_of=draw(maybe_text),
        increment=draw(st.booleans()),
        disclaimer=draw(st.none() | spans),
        background=draw(st.booleans()),
        post=draw(st.none() | moments),
        url=draw(maybe_text),
        publisher=draw(maybe_text),
        agency=draw(maybe_text),
        published=draw(maybe_day),
        path=draw(maybe_text),
        parts=draw(st.lists(parts, max_size=2).map(tuple)),
    )


reports = st.builds(
    Report,
    text=text,
    url=maybe_text,
    publisher=maybe_text,
    agency=maybe_text,
    title=maybe_text,
    language=maybe_text,
    published=maybe_day,
    modified=maybe_day,
    retrieved=st.none() | moments,
    path=maybe_text,
)
blocks = st.builds(
    lambda role, span, time, background: Block(role, *span, time, background),
    st.sampled_from(Role),
    spans,
    st.none() | moments,
    st.booleans(),
)
problems = st.builds(
    lambda stage, where, reason, remedy, report, span: Problem(
        stage, where, reason, remedy, report, *span
    ),
    st.sampled_from(Stage),
    text,
    text,
    text,
    maybe_text,
    maybe_span,
)
links = st.builds(Link, text, text, st.sampled_from(Verdict), st.floats(0, 1), words, text)
statements = st.builds(
    Statement,
    id=text,
    origin=text,
    party=maybe_text,
    measure=text,
    of=populations,
    place=st.none() | places,
    period=st.none() | periods(),
    scope=st.sampled_from(Scope),
    low=maybe_decimal,
    high=maybe_decimal,
    unit=text,
    stance=text,
    said=maybe_day,
    carriers=words,
    independent=st.booleans(),
)
revisions = st.builds(
    Revision,
    at=maybe_day,
    low=maybe_decimal,
    best=maybe_decimal,
    high=maybe_decimal,
    because=words,
    supersedes=maybe_text,
    id=text,
)
tallies = st.builds(
    Tally,
    id=text,
    measure=text,
    of=populations,
    place=st.none() | places,
    period=st.none() | periods(),
    scope=st.sampled_from(Scope),
    unit=text,
    low=maybe_decimal,
    best=maybe_decimal,
    high=maybe_decimal,
    grade=st.sampled_from(Grade),
    policy=text,
    convention=text,
    as_of=maybe_day,
    origins=st.integers(0, 100),
    sides=words,
    silent=words,
    contested=st.booleans(),
    conflict=st.lists(st.builds(Conflict, text, words), max_size=2).map(tuple),
    statements=st.lists(statements, max_size=2).map(tuple),
    bounds=st.lists(st.builds(Bound, text, decimals, text, words), max_size=2).map(tuple),
    revisions=st.lists(revisions, max_size=2).map(tuple),
    answer=text,
)
