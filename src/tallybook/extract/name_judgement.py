"""Whether a name that the gazetteer knows is a place where it stands: no person, no newspaper."""

from __future__ import annotations

from tallybook.catalogue.countries import is_initials
from tallybook.extract.longer_names import is_called
from tallybook.extract.spots import SentenceView, Spot
from tallybook.language.dates.words import load_date_words

_POSSESSIVE = frozenset({"'s", "’s"})
_NOUNS = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_DASHES = frozenset({"-", "--", "---", "—", "–", "(", ":"})
_HYPHENS = frozenset({"-", "–"})
_MISTAKEN = frozenset({"ADJ", "NOUN", "VERB", "X"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_NAME_PARTS = frozenset({"PROPN", "PUNCT", "ADP", "DET", "PART"})


def judge(view: SentenceView, spot: Spot) -> str | None:
    """The spot's kind: "toponym", "embedded" or "weak"; None where it is no place here."""
    if _is_excluded(view, spot):
        return None
    first, last = spot.first, spot.last
    if spot.is_own and _is_dateline(view, first, last):
        return "toponym"
    name = view.names.get(first)
    located = bool(spot.kinds) or is_located(view, first, last)
    if _is_of_body(view, first) and not spot.kinds:
        return "embedded" if spot.is_large else None
    exact = name is not None and (name.first, name.last) == (first, last)
    if name is not None and not exact and spot.is_own and first <= name.first and name.last <= last:
        # The gazetteer knows a longer name than the parser saw.
        return "toponym"
    if name is not None and name.kind == "PER":
        return _as_person(view, spot, exact, located)
    if name is not None and name.kind == "LOC":
        fits = _may_end(view, last, name.last) and _may_begin(view, name.first, first)
        return "toponym" if fits and (spot.is_own or located or len(spot.text) > 5) else None
    if name is not None and exact:
        return "toponym" if spot.is_known or (located and spot.is_own) else None
    if name is not None:
        return "embedded" if spot.is_own and (spot.is_known or name.first == first) else None
    return _as_unnamed(view, spot, located)


def _is_excluded(view: SentenceView, spot: Spot) -> bool:
    """Common words, parts of longer names, roads, newspapers and diseases."""
    if _is_of_ship(view, spot.first) or _is_month(view, spot):
        return True
    words, lower, after = view.words, spot.text.lower(), view.word(spot.last + 1)
    name = view.names.get(spot.first)
    place = name is not None and name.kind == "LOC"
    exact = place and name is not None and (name.first, name.last) == (spot.first, spot.last)
    initials = spot.text.isupper() and spot.is_country
    if view.word(spot.first).lower() in ("the", "a", "an") or spot.text in words.starts:
        return True
    if lower in words.directions or (lower in words.types_of and not spot.is_large):
        return True
    if lower in words.given_names and not (spot.kinds or _is_led_in(view, spot)):
        return True
    if not _names_town(spot) and not spot.is_known and _opens_longer_name(view, spot):
        return True
    exact = exact or _is_led_in(view, spot)
    if lower in words.common and not initials and not (exact and _is_town(spot)):
        return True
    if after.lower() in words.things or _follows_name(view, spot.first):
        return True
    if (
        _is_joined(view, spot.last)
        and after.lower().strip(".") in words.roads
        and not spot.is_large
    ):
        return True
    return (
        _is_joined(view, spot.last)
        and after.lower() in words.names
        and not (place and spot.is_large)
    )


def _is_month(view: SentenceView, spot: Spot) -> bool:
    """ "On Mar 19", "5 May": a month beside its day is no place."""
    if spot.first != spot.last or spot.text.lower().strip(".") not in load_date_words().months:
        return False
    beside = (view.word(spot.first - 1), view.word(spot.last + 1))
    return any(word[:1].isdigit() for word in beside)


def _is_of_ship(view: SentenceView, first: int) -> bool:
    """Whether the name, or the longer one that it ends, is a ship's: "MV Lima Star"."""
    at = first - 1
    while (
        at > 0 and view.word(at)[:1].isupper() and view.word(at).lower() not in view.words.vessels
    ):
        at -= 1
    return first - at <= 3 and view.word(at).lower() in view.words.vessels


def _is_town(spot: Spot) -> bool:
    """Whether it is a town of some size, so that a common word may well name it: "Nice", "Bath"."""
    return spot.is_large or any(c.main and c.entry.population > 50_000 for c in spot.candidates)


def _is_led_in(view: SentenceView, spot: Spot) -> bool:
    """ "In Nice on Thursday": a capital inside a sentence behind "in", and no noun behind it."""
    if view.titled or view.shouted or spot.first < 2 or not view.text[spot.start].isupper():
        return False
    after = view.tree.tokens[spot.last + 1 : spot.last + 2]
    led = view.word(spot.first - 1) in view.words.strong
    return led and not any(token.upos in _NOUNS for token in after)


def _names_town(spot: Spot) -> bool:
    return any(c.main and c.entry.kind == "town" for c in spot.candidates)


def _opens_longer_name(view: SentenceView, spot: Spot) -> bool:
    """ "Emanuel African Methodist Episcopal Church": a county's name in that of a building."""
    if view.titled or view.shouted:
        return False
    at = spot.last + 1
    while view.word(at)[:1].isupper():
        at += 1
    run = at - 1 - spot.last
    ends = view.word(at - 1).lower()
    words = view.words
    return run > 1 and ends in words.bodies | words.stands_in | words.things_struck


def _as_person(view: SentenceView, spot: Spot, exact: bool, located: bool) -> str | None:
    if not exact:
        # "US Energy Secretary X"
        return (
            "embedded" if spot.is_country and is_initials(spot.text) and not view.shouted else None
        )
    if spot.is_large or (located and spot.is_own) or (spot.is_known and spot.first > 0):
        return "toponym"
    return "weak" if spot.is_own else None


def _as_unnamed(view: SentenceView, spot: Spot, located: bool) -> str | None:
    """Where the parser sees no name at all, its parts of speech and the words around decide."""
    first, last, tokens = spot.first, spot.last, view.tree.tokens
    parts = [tokens[i].upos for i in range(first, last + 1)]
    proper = "PROPN" in parts and all(
        part in _NAME_PARTS or (at and part in ("NOUN", "ADJ")) for at, part in enumerate(parts)
    )
    if not proper:
        plain = not view.shouted and not view.titled and first > 0
        if plain and spot.is_own and (spot.kinds or (located and parts[-1] in _MISTAKEN)):
            return "toponym"
        fit = parts[0] in ("ADJ", "NOUN") and (spot.is_large or (last > first and spot.is_known))
        fit = fit and (not view.titled or last > first or spot.is_country or located)
        if spot.is_country and spot.text.isupper() and view.word(first - 1).lower() == "the":
            return "toponym"
        return "toponym" if fit and spot.is_own else None
    if spot.is_large or located:
        return "toponym" if spot.is_own or len(spot.text) > 4 else None
    if _is_joined(view, last) and tokens[last + 1].upos == "PROPN":
        return "embedded" if spot.is_known and spot.is_own else None
    before = tokens[first - 1] if first else None
    if before is not None and before.upos == "PROPN" and before.text[0].isupper():
        return None
    if not spot.is_own:
        return None
    plain = not view.shouted and not view.titled and first > 0
    return "toponym" if spot.is_known or plain else "weak"


def is_of_nature(view: SentenceView, spot: Spot) -> bool:
    """ "Near the Arun", "on the Indus": a river, a range or a region, and no town of that name."""
    tokens = view.tree.tokens
    token = tokens[spot.last]
    the = view.words.definite
    if view.word(spot.first - 1).lower() != the or spot.kinds or spot.is_large or view.shouted:
        return False
    following = tokens[spot.last + 1] if spot.last + 1 < len(tokens) else None
    if token.head > spot.last or (following is not None and following.upos in _NOMINAL):
        return False  # "the Kharkiv hospital"
    return not any(
        c.entry.name.lower().startswith(f"{the} ") or (c.main and c.entry.kind == "admin2")
        for c in spot.candidates
    )


def is_located(view: SentenceView, first: int, last: int) -> bool:
    """Whether the words around say that a place is named: "in X", "X, Texas", "XENIA —"."""
    return (
        _is_after_place_word(view, first)
        or _region_follows(view, last)
        or _is_dateline(view, first, last)
        or _is_label(view, first, last)
        or _is_fought_for(view, first)
        or _has_event(view, last)
    )


def _is_label(view: SentenceView, first: int, last: int) -> bool:
    """ "Taroudant: 492 dead." """
    return first == 0 and view.word(last + 1) == ":"


def _is_fought_for(view: SentenceView, first: int) -> bool:
    words = view.words
    before = view.word(first - 2).lower()
    return view.word(first - 1).lower() == words.battle_for and before in words.battles


def _has_event(view: SentenceView, last: int) -> bool:
    """ "Lahaina's fire": nobody has a fire but a place."""
    return view.word(last + 1) in _POSSESSIVE and view.word(last + 2).lower() in view.words.events


def _is_joined(view: SentenceView, last: int) -> bool:
    """Whether a capitalised word follows where a capital means something."""
    return view.word(last + 1)[:1].isupper() and not view.shouted and not view.titled


def _follows_name(view: SentenceView, first: int) -> bool:
    """Whether the word before is part of the same longer name: "Cumberland Falls"."""
    tokens = view.tree.tokens
    if not first or view.shouted:
        return False
    before, token = tokens[first - 1], tokens[first]
    if not before.text[0].isupper() or before.end == token.start:
        return False
    if before.upos != "PROPN":
        return before.upos == "ADJ" and is_called(view, first - 1)
    if before.text in view.words.starts:
        return True
    if before.text.lower() in view.words.directions:
        return False
    name = view.names.get(first)
    tied = before.head == first or token.head == first - 1 or before.head == token.head
    return tied and not (name is not None and name.kind == "LOC" and name.first == first)


def _is_of_body(view: SentenceView, first: int) -> bool:
    """Whether it ends the name of a body: "Department of Health", "University of X"."""
    if view.word(first - 1).lower() != "of" or view.shouted:
        return False
    before = view.word(first - 2)
    return before[:1].isupper() and before.lower() in view.words.bodies


def _is_dateline(view: SentenceView, first: int, last: int) -> bool:
    """Whether capitals open the sentence before a dash or a date: "XENIA —", "LIMA, 3 MAY"."""
    after = view.word(last + 1)
    opens = after in _DASHES or (after == "," and view.word(last + 2).isdigit())
    return first < 2 and opens and view.span(first, last).isupper()


def _may_end(view: SentenceView, last: int, end: int) -> bool:
    """Whether the rest of a longer name of a place lets the shorter stand."""
    rest = view.word(last + 1)
    if rest in _HYPHENS and end > last + 1 and view.word(last + 2)[:1].isupper():
        return _is_place(view, last + 2, end)  # "Castilla-La Mancha"; "the Kabul-Kandahar road"
    if end <= last or rest.lower() in view.words.types or not rest[0].isupper():
        return True
    return any(
        c.main and c.entry.kind in ("country", "admin1")
        for c in view.atlas.gazetteer.look_up(view.span(last + 1, end))
    )


def _is_place(view: SentenceView, first: int, last: int) -> bool:
    return any(c.main for c in view.atlas.gazetteer.look_up(view.span(first, last)))


def _may_begin(view: SentenceView, begin: int, first: int) -> bool:
    if view.word(first - 1) in _HYPHENS and begin < first - 1:
        return _is_place(view, begin, first - 2)
    return all(
        not word[0].isalpha()
        or word.lower() in view.words.directions | view.words.types_of.keys()
        or word.islower()
        for word in map(view.word, range(begin, first))
    )


def _is_after_place_word(view: SentenceView, first: int) -> bool:
    before = first - 1
    while view.word(before).lower() in view.words.directions | {"the", "-"}:
        before -= 1
    return view.word(before).lower() in view.words.prepositions


def _region_follows(view: SentenceView, last: int) -> bool:
    """Whether a comma and a region come next: "X, Texas", "X, W.Va."."""
    after = view.word(last + 2)
    if view.word(last + 1) != "," or not after[:1].isupper():
        return False
    if after in view.words.abbreviations or after in view.words.postal:
        return True
    longer = view.span(last + 2, min(last + 3, len(view.tree.tokens) - 1))
    return any(
        c.entry.kind in ("admin1", "country") and c.main
        for words in (after, longer)
        for c in view.atlas.gazetteer.look_up(words)
    )
