"""From a speaker's words to a Source: which institution or person, for which party."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from tallybook.catalogue.branches import branch_of
from tallybook.catalogue.name_finding import NameFinder
from tallybook.catalogue.source_words import (
    Entry,
    Organ,
    SourceWords,
    load_source_words,
    normal_name,
)
from tallybook.catalogue.speakers import (
    Context,
    Identity,
    Word,
    head_of,
    noun_before_name,
    singular,
    without_article,
)
from tallybook.model import Source, SourceKind

_SHORT: Final = 2
_WORD: Final = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+(?:['’&/-][^\W_]+)*", re.UNICODE)


class SourceCatalogue:
    """The catalogue with its matching. `match` is the door; `identify` tells more."""

    def __init__(self, words: SourceWords) -> None:
        self.words = words
        self._joiners = [word.split() for word in words.naming["joiners"]]
        bodies = words.called.keys() - {"person", "document", "masthead", "company"}
        institutional = {noun for kind in bodies for noun in words.called[kind]}
        self.body_nouns = frozenset(institutional | words.naming["institutions"])
        self._bodies = self.body_nouns | words.naming["bodies"]
        self._finder = NameFinder(words)
        # The same names stand in a report again and again, and are asked for by many.
        self._identified = lru_cache(maxsize=16384)(self._identify)

    @staticmethod
    @cache
    def load(extra: tuple[Path, ...] = ()) -> SourceCatalogue:
        """The built-in catalogue, and the user's files beside it."""
        return SourceCatalogue(load_source_words(extra))

    def entry(self, name: str) -> Entry | None:
        """The catalogue's entry of that name (its id), with kind and owner."""
        return self.words.entries.get(name)

    def person(self, name: str) -> Entry | None:
        """The person of that name, in any of its spellings, with party and offices."""
        return self.words.people.get(normal_name(name))

    def speaks_for(self, name: str, day: date | None = None) -> str | None:
        """The source for which a person spoke on a day; without a day, only where it is one."""
        known = self.person(name)
        held = [one for one in known.offices if one.is_held(day)] if known is not None else []
        bodies = {one.speaks_for for one in held}
        return bodies.pop() if len(bodies) == 1 else None

    def is_paper(self, source: Source) -> bool:
        """Is it an unnamed paper of nobody's ("preliminary data"), and no speaker?"""
        if source.kind is SourceKind.NAMED or source.party or len(source.name.split()) > _SHORT:
            return False
        return self.identify(source.name).kind == "document"

    def match(self, text: str, context: Context | None = None) -> Source:
        """Who these words name: "Ukraine's military spy agency" is HUR, of party UA."""
        return self.identify(text, context).source

    def identify(self, text: str, context: Context | None = None) -> Identity:
        """The source of these words with its kind and what it may be called later."""
        return self._identified(text, context or Context())

    def _identify(self, text: str, context: Context) -> Identity:
        words = [
            Word(found.group(), normal_name(found.group()), found.start())
            for found in _WORD.finditer(text)
        ]
        whole = normal_name(text)
        if not words:
            return Identity(Source(text.strip()), "person")
        entry = self._alias(words, whole)
        if entry is not None:
            return self._known(entry)
        if (government := self._government(words, whole)) is not None:
            return government
        person = context.person
        if person is None and (known := self._known_person(words)) is not None:
            person = known.id
        if person is None:
            person = self._finder.person(words)
        party = self._party(words) or context.party
        if person:
            return self._person_identity(person, words, party)
        return self._described(text, words, party)

    # the steps, in the order of `identify`

    def _alias(self, words: list[Word], whole: str) -> Entry | None:
        """The entry that all the words name, with or without its state before it."""
        if len(words) == 1 and words[0].text in self.words.cased:
            return self.words.cased[words[0].text]
        if whole in self.words.by_alias and not self._is_lowercase_state(words):
            return self.words.by_alias[whole]
        return None

    def _is_lowercase_state(self, words: list[Word]) -> bool:
        return (
            len(words) == 1
            and words[0].text.islower()
            and words[0].norm in self.words.naming["pronouns"]
        )

    def _government(self, words: list[Word], whole: str) -> Identity | None:
        code = self.words.states.governments.get(whole)
        if code is None or words[-1].text.islower() or whole.startswith(("he ", "she ")):
            return None
        name = f"Government of {self.words.states.title(code)}"
        return Identity(
            Source(name, SourceKind.NAMED, code), "government", self._called("government")
        )

    def _known(self, entry: Entry) -> Identity:
        source = Source(entry.id, SourceKind.NAMED, entry.party)
        return Identity(source, entry.kind, self._called(entry.kind))

    def _called(self, kind: str) -> frozenset[str]:
        return self.words.called.get(kind, frozenset())

    def _party(self, words: list[Word]) -> str | None:
        """The first state that the words point at, else the party of an institution in them.

        None where two are joined: "Norwegian and Swedish officials" speak for neither alone.
        """
        norms = [word.norm.removesuffix("'s").rstrip("'") for word in words]
        entries = {start: entry for start, _, entry in self._finder.aliases_in(words)}
        found: tuple[int, str] | None = None
        at = 0
        while at < len(norms):
            size, party = self._state_at(words, norms, at)
            if party is None and found is None and at in entries:
                party = entries[at].party
            if party is not None:
                if found is None:
                    found = (at + size, party)
                elif party != found[1] and norms[found[0] : at] in self._joiners:
                    return None
            at += size
        return found[1] if found else None

    def _state_at(self, words: list[Word], norms: list[str], at: int) -> tuple[int, str | None]:
        """How many words from `at` name a state, and which; (1, None) where none does."""
        for size in range(min(self.words.states.longest, len(norms) - at), 0, -1):
            run = " ".join(norms[at : at + size])
            party = self.words.states.party(run)
            is_pronoun = words[at].text.islower() and run in self.words.naming["pronouns"]
            if party and not is_pronoun and run not in self.words.naming["directions"]:
                return size, party
        return 1, None

    def _known_person(self, words: list[Word]) -> Entry | None:
        """Who "Zelensky" or "President Zelensky" is, where the catalogue has him so."""
        first = 0
        while first < len(words) - 1 and words[first].norm.rstrip(".") in self.words.titles:
            first += 1
        name = " ".join(word.norm for word in words[first:])
        return self.words.people.get(name) if words[first].text[0].isupper() else None

    def _person_identity(self, person: str, words: list[Word], party: str | None) -> Identity:
        name = " ".join(person.split())
        if (known := self.person(name)) is not None:
            name, party = known.id, known.party or party
        called = {word.norm for word in words if word.norm in self._called("person")}
        called |= {word.norm for word in words if word.norm in self.words.titles}
        return Identity(
            Source(name, SourceKind.NAMED, party), "person", frozenset(called | _PERSON_CALLED)
        )

    def _described(self, text: str, words: list[Word], party: str | None) -> Identity:
        """An institution by its state and organ, or an unnamed speaker by what he is."""
        head = head_of(words, self.words.naming, self.words.anonymous)
        plain = without_article(text)
        anonymous = self.words.anonymous.get(words[head].norm.removesuffix("'s"))
        spokes = words[head].norm.startswith(tuple(self.words.naming["spokes"]))
        if anonymous is None or spokes or self._is_organ(words[: head + 1], party):
            institution = self._institution(
                words[: head + 1] if anonymous and not spokes else words, party
            )
            if institution is not None:
                return institution
        if (owner := self._owner_of_numbers(words, head, party)) is not None:
            return owner
        if anonymous is not None:
            return Identity(
                Source(plain, SourceKind.ANONYMOUS, party),
                "person" if anonymous != "report" else "document",
                frozenset({words[head].norm, singular(words[head].norm)}),
                self._branch(words, head, party),
            )
        named = words[head].norm in self.words.naming["bodies"] or any(
            word.text[0].isupper()
            and word.norm not in self.words.naming["articles"]
            and not self.words.states.party(word.norm.removesuffix("'s"))
            for word in words[: head + 1]
        )
        named = named or any(self._is_government_word(word.norm) for word in words)
        unknown = words[0].norm in self.words.naming["indefinite"] and words[head].text.islower()
        kind = SourceKind.NAMED if named and not unknown else SourceKind.ANONYMOUS
        called = frozenset({words[head].norm, *noun_before_name(words[: head + 1], self._bodies)})
        return Identity(Source(plain, kind, party), "", called)

    def _branch(self, words: list[Word], head: int, party: str | None) -> str:
        """What is said of an unnamed speaker: "military" of "a senior US military official"."""
        noun = self.words.anonymous[words[head].norm.removesuffix("'s")]
        bodies = {entry.kind for _, _, entry in self._finder.aliases_in(words)}
        of_state = party in self.words.states.titles
        return branch_of(words, head, noun, self.words.branches, bodies, of_state=of_state)

    def _owner_of_numbers(self, words: list[Word], head: int, party: str | None) -> Identity | None:
        """The institution of "UN figures", "health ministry data", "data from the ministry"."""
        if words[head].norm not in self.words.naming["numbers"]:
            return None
        behind = words[head + 1 :]
        if behind and behind[0].norm in self.words.naming["from_owner"]:
            return self._institution(behind[1:], party)
        return self._institution(words[:head], party)

    def _is_organ(self, words: list[Word], party: str | None) -> bool:
        """Do the words end in the name of an organ, though its last alone names officials?"""
        norms = [word.norm.removesuffix("'s").rstrip("'") for word in words]
        runs = [" ".join(norms[at:]) for at in range(len(norms) - 1)]
        return any(run in self.words.organs or (party, run) in self.words.by_state for run in runs)

    def _institution(self, words: list[Word], party: str | None) -> Identity | None:
        norms = [word.norm.removesuffix("'s").rstrip("'") for word in words]
        runs = [
            (size, at, " ".join(norms[at : at + size]))
            for size in range(min(7, len(norms)), 0, -1)
            for at in range(len(norms) - size + 1)
        ]
        if party is not None:
            for _, _, run in runs:
                if entry := self.words.by_state.get((party, run)):
                    return self._known(entry)
        entries = [(end - start, entry) for start, end, entry in self._finder.aliases_in(words)]
        if entries:
            return self._known(max(entries, key=lambda item: item[0])[1])
        for size, at, run in runs:
            organ = self.words.organs.get(run)
            if organ and not self._is_local(norms, at, at + size, organ.kind):
                return self._organ(organ, self._of_region(words, at, run), party)
        return None

    def _of_region(self, words: Sequence[Word], at: int, run: str) -> str:
        """ "European parliament": the organ's words with the capital word before them."""
        before = words[at - 1] if at else None
        if before is None or not before.text[0].isupper() or before.text.isupper():
            return run
        if before.norm in self.words.naming["articles"] or "'" in before.norm:
            return run
        return f"{before.text} {run}"

    def _is_government_word(self, norm: str) -> bool:
        """ "The head of the city's military administration": who speaks for a body of its own."""
        organ = self.words.organs.get(norm)
        return organ is not None and organ.kind == "government"

    def _is_local(self, norms: Sequence[str], first: int, after: int, kind: str) -> bool:
        """ "The city's military administration": neither the army nor the state's government."""
        naming = self.words.naming
        other = after < len(norms) and norms[after] in naming["beside_organs"]
        below = kind == "government" and first > 0 and norms[first - 1] in naming["local"]
        return other or below

    def _organ(self, organ: Organ, run: str, party: str | None) -> Identity:
        name = organ.name if party else run
        if party:
            name = f"{organ.name} of {self.words.states.title(party)}"
        return Identity(
            Source(name, SourceKind.NAMED, party), organ.kind, self._called(organ.kind) | {run}
        )


_PERSON_CALLED: Final = frozenset({"he", "she"})
