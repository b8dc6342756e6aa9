"""Bodies that a report names anywhere, also where it credits them with nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tallybook.catalogue.source_words import normal_name
from tallybook.catalogue.sources import SourceCatalogue
from tallybook.catalogue.speakers import Context, Identity
from tallybook.extract.attribution.subjects import source_span
from tallybook.language.tree import Tree, is_relation
from tallybook.model import SourceKind

_PERSONAL = frozenset({"person", "document", ""})
_BACK = 2
_LONGEST_NAME = 4
_AROUND = 120  # characters around a name in which its office is told
_OWNING = ("'s ", "\u2019s ")


@dataclass(frozen=True, slots=True)
class Body:
    """An authority, ministry, agency or the like: where it is named, and what it is."""

    start: int
    tree: int
    identity: Identity
    words: frozenset[str]
    is_subject: bool


def find_bodies(text: str, trees: Sequence[Tree], catalogue: SourceCatalogue) -> Iterator[Body]:
    """Every body named in the trees, in the order of the text."""
    nouns = catalogue.body_nouns
    for number, tree in enumerate(trees):
        heads = [
            token.index
            for token in tree.tokens
            if token.upos in {"NOUN", "PROPN"} and token.text.lower() in nouns
        ]
        heads += _named_heads(text, tree, catalogue)
        for at in sorted(set(heads)):
            body = _body(text, tree, number, at, catalogue)
            if body is not None:
                yield body


def _named_heads(text: str, tree: Tree, catalogue: SourceCatalogue) -> Iterator[int]:
    """The heads of names that the catalogue knows, such as "Human Rights Watch"."""
    for name in tree.names:
        words = text[tree.tokens[name.first].start : tree.tokens[name.last].end]
        if catalogue.entry(catalogue.match(words, Context(person="")).name) is not None:
            for at in range(name.first, name.last + 1):
                if not name.first <= tree.tokens[at].head <= name.last:
                    yield at
                    break
    for token in tree.tokens:  # names that the parser marked in part or not at all
        if token.text[:1].isupper() and is_relation(token.deprel, "nsubj"):
            span = source_span(tree, token.index, set(), text)
            words = text[slice(*span)].split(",")[0] if span is not None else token.text
            if catalogue.entry(catalogue.match(words, Context(person="")).name) is not None:
                yield token.index


def _body(text: str, tree: Tree, number: int, at: int, catalogue: SourceCatalogue) -> Body | None:
    head = tree.tokens[at]
    while head.upos == "PROPN" and head.deprel == "conj" and head.head >= 0:
        head = tree.tokens[head.head]  # "Risk Reduction and Management Authority"
    span = source_span(tree, head.index, set(), text)
    if span is None:
        return None
    words = text[span[0] : span[1]]
    identity = catalogue.identify(words, Context(person=""))
    if identity.kind in _PERSONAL and (owner := owner_in(words)):
        identity = catalogue.identify(owner, Context(person=""))  # "the agency's chief, Ana Lund"
    if identity.kind in _PERSONAL or identity.source.kind is not SourceKind.NAMED:
        return None
    root, verb = tree.root(), tree.tokens[head.head]
    told = verb.head == root and is_relation(verb.deprel, "ccomp") and verb.index < root
    is_subject = is_relation(head.deprel, "nsubj") and (head.head == root or told)
    names = frozenset(normal_name(words).split())
    return Body(span[0], number, identity, names, is_subject)


def last_subject(bodies: Sequence[Body], tree: int, before: int) -> Body | None:
    """The body that a sentence shortly before was about: what "it" most likely is."""
    near = (one for one in reversed(bodies) if one.start < before and one.tree >= tree - _BACK)
    return next((one for one in near if one.is_subject), None)


def named_fully(bodies: Sequence[Body], plain: str, head: str, before: int) -> Body | None:
    """The body of a state that "the agency" or "disaster authority" is short for.

    The one named last before; else one named later, if all the words are its own.
    """
    fitting = [
        one
        for one in bodies
        if one.identity.source.party
        and head in one.identity.called
        and not differ_in_seat(plain, one.identity.source.name)
    ]
    earlier = [one for one in fitting if one.start < before]
    if earlier:
        return earlier[-1]
    wanted = set(plain.split())
    later = {one.identity.source: one for one in fitting if wanted <= one.words}
    return next(iter(later.values())) if len(later) == 1 else None


def named_since(
    bodies: Sequence[Body], plain: str, head: str, since: tuple[int, int], before: int
) -> Identity | None:
    """The body of its own name that "the agency" is short for, named in a later sentence.

    since: sentence and place of the last speaker whom the words fit.
    """
    tree, start = since
    fitting = [
        one.identity
        for one in bodies
        if start < one.start < before
        and one.tree > tree
        and head in one.identity.called
        and not differ_in_seat(plain, one.identity.source.name)
    ]
    return fitting[-1] if fitting else None


def as_other_states(
    bodies: Sequence[Body], words: str, head: str, own: Identity, catalogue: SourceCatalogue
) -> Identity | None:
    """ "The Samoan ministry" after "the Tongan defence ministry": Samoa's ministry of defence.

    bodies: those named before. own: what the words say by themselves, with a party and no branch.
    """
    named = [one.identity for one in bodies if head in one.identity.called and one.identity.kind]
    if own.kind or not named or named[-1].source.party in (None, own.source.party):
        return None
    for called in sorted(named[-1].called):
        if called.endswith(f" {head}"):
            found = catalogue.identify(words.replace(head, called), Context(person=""))
            if (found.kind, found.source.party) == (named[-1].kind, own.source.party):
                return found
    return None


def differ_in_seat(words: str, name: str) -> bool:
    """ "the ministry in Aden" is not the one in Sanaa."""
    ours, theirs = _seat(words), _seat(name)
    return bool(ours) and bool(theirs) and ours != theirs


def is_of_elsewhere(words: str, text: str, introduced: int) -> bool:
    """Is "the governor of Belgorod" another one than who was introduced there, of Odesa?"""
    of = [word.strip(".,") for word in words.partition(" of ")[2].split() if word[0].isupper()]
    near = text[max(0, introduced - _AROUND) : introduced + _AROUND]
    return any(word not in near for word in of)


def has_other_words(words: str, head: str, known: Identity, text: str, introduced: int) -> bool:
    """ "The disaster mitigation agency" is not "the search and rescue agency" named before."""
    own = words.split()[1:]
    own = own[: own.index(head)] if head in own else []
    near = text[max(0, introduced - _AROUND) : introduced + _AROUND].lower()
    called = {part for each in known.called for part in each.split()}
    return any(word.islower() and word not in near and word not in called for word in own)


def has_other_name(words: str, identity: Identity, known: Identity) -> bool:
    """ "The Trump administration" is not "the European Union" named before."""
    if "-" in words:
        return False  # "the Britain-based monitor"
    names = [word for word in words.split()[1:] if word[:1].isupper()]
    return not identity.source.party and any(word not in known.source.name for word in names)


def _seat(name: str) -> str:
    """Where a body sits, by its name: "aden" of "Ministry of Health in Aden"."""
    return name.lower().rpartition(" in ")[2] if " in " in name else ""


def owner_in(words: str) -> str:
    """ "The agency" of "The agency's chief, Ana Lund"; "" where nobody owns anything."""
    return next((words.split(mark)[0] for mark in _OWNING if mark in words), "")


def timeless(words: str, small: Mapping[str, frozenset[str]]) -> str:
    """ "the agency on Friday" without its day. small: the small words of cues.toml."""
    parts = words.split()
    if len(parts) < 2 or parts[-1].lower() not in small["days"]:
        return words
    parts.pop()
    while len(parts) > 1 and parts[-1].lower() in small["after_head"]:
        parts.pop()
    return " ".join(parts)


def without_relative(words: str, small: Mapping[str, frozenset[str]]) -> str:
    """ "the lawmaker" of "the lawmaker, who asked not to be named", comma or none.

    Only what is written small is a pronoun: "the WHO" is a name. "That" needs its comma.
    """
    told = words.split(" ")
    for at, word in enumerate(told[1:], 1):
        if word in small["who"] and (word not in small["that"] or told[at - 1].endswith(",")):
            return " ".join(told[:at]).rstrip(",")
    return words


def without_cited(words: str, small: Mapping[str, frozenset[str]]) -> str:
    """ "A UN report" of "a UN report citing residents"."""
    told = words.split(" ")
    cut = next((at for at, word in enumerate(told) if at and word in small["citing"]), None)
    return " ".join(told[:cut]).rstrip(",")


def named_behind(words: str, small: Mapping[str, frozenset[str]]) -> str:
    """ "Apsny" of "the Abkhaz news agency, Apsny"; other words as they are."""
    body, comma, name = words.partition(", ")
    parts = name.split()
    named = bool(parts) and all(part[:1].isupper() for part in parts)
    short = len(parts) <= _LONGEST_NAME and "," not in name
    is_body = body.split()[-1:] != [] and body.split()[-1] in small["any_body"]
    return name if comma and named and short and is_body else words
