"""Finding names in a speaker's words: the person's, and those of the catalogue."""

from __future__ import annotations

from collections.abc import Iterator

from tallybook.catalogue.source_words import Entry, SourceWords, could_be_name
from tallybook.catalogue.speakers import Word


class NameFinder:
    """Finds the names that a speaker's words hold."""

    def __init__(self, words: SourceWords) -> None:
        self.words = words
        self._joiners = [word.split() for word in words.naming["joiners"]]
        self._longest = max(len(alias.split()) for alias in words.by_alias)

    def person(self, words: list[Word]) -> str:
        """A person's name by its capitals: "John Kirby"; "" where the words hold none."""
        run: list[Word] = []
        best: list[Word] = []
        for word in (*words, None):
            if word is not None and could_be_name(self.words, word.text, word.norm):
                run.append(word)
                continue
            if word is not None and run and word.norm in self.words.naming["particles"]:
                run.append(word)
                continue
            while run and run[-1].norm in self.words.naming["particles"]:
                run.pop()
            if word is not None and word.text[0].isupper() and word.norm.endswith(("'s", "’s")):
                run = []  # "Papua New Guinea's office": part of an owner's name
            longer = len(run) > len(best) and not self._is_behind(words, run)
            if longer and not self._names_institution(run):
                best = run
            run = []
        if len(best) < 2 or self._goes_on(words, best):
            return ""
        return " ".join(word.text for word in best)

    def _is_behind(self, words: list[Word], run: list[Word]) -> bool:
        """Does the name only say where or whose: "a nurse in El Fasher"?

        What follows a state's own name is no person either: "China Labour Bulletin".
        """
        at = words.index(run[0]) if run else 0
        if at == 0:
            return False
        before = words[at - 1]
        is_state = before.norm in self.words.states.governments and before.text[0].isupper()
        led = before.norm in self.words.naming["after_head"]
        return led or is_state or self._is_purpose(words[:at])

    def _is_purpose(self, before: list[Word]) -> bool:
        """ "The Forum for Economic and Social Rights": does "and" go on with what a body is for?"""
        if [before[-1].norm] not in self._joiners:
            return False
        for at in range(len(before) - 2, 0, -1):
            if before[at].norm in self.words.naming["purposes"]:
                body = before[at - 1]
                return body.text[0].isupper() and body.norm not in self.words.titles
            if not before[at].text[0].isupper():
                return False
        return False

    def _goes_on(self, words: list[Word], best: list[Word]) -> bool:
        """ "Disaster Risk Reduction and Management Authority": the name of a body, behind "and"."""
        after = words[words.index(best[-1]) + 1 :]
        if not after or [after[0].norm] not in self._joiners:
            return False
        rest = [word for word in after[1:4] if word.text[0].isupper()]
        return bool(rest) and self._names_institution(rest)

    def _names_institution(self, words: list[Word]) -> bool:
        norms = [word.norm for word in words]
        return any(
            norm in self.words.organs
            or norm in self.words.naming["institutions"]
            or " ".join(norms[at : at + 2]) in self.words.organs
            for at, norm in enumerate(norms)
        ) or any(True for _ in self.aliases_in(words))

    def aliases_in(self, words: list[Word]) -> Iterator[tuple[int, int, Entry]]:
        """Catalogue names inside the words, longest first from each place."""
        norms = [word.norm.removesuffix("'s").rstrip("'") for word in words]
        at = 0
        while at < len(norms):
            for size in range(min(self._longest, len(norms) - at), 0, -1):
                run = " ".join(norms[at : at + size])
                entry = self.words.by_alias.get(run)
                if size == 1 and entry is None:
                    entry = self.words.cased.get(words[at].text)
                if entry is not None and any(
                    word.text[0].isupper() for word in words[at : at + size]
                ):
                    yield at, at + size, entry
                    at += size - 1
                    break
            at += 1
