"""How a page changed, in words and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.model.records import Record
from tallybook.queries.words import count

if TYPE_CHECKING:
    from tallybook.pipeline.differing import Passage
    from tallybook.pipeline.versions import Comparison

_MARKS = {"gone": ("[-", "-]"), "came": ("{+", "+}")}


def change_words(change: Comparison) -> str:
    """A change in short: "+1 claim, −1, 1 changed number, silently"."""
    parts = []
    if change.came or change.went:
        parts = [f"+{count(len(change.came), 'claim')}", f"−{len(change.went)}"]
    elif not change.changed:
        parts = ["other words, the same claims"]
    if change.changed:
        parts.append(count(len(change.changed), "changed number"))
    if change.fell:
        parts.append(f"{len(change.fell)} of posts that fell off and still count")
    if change.silent:
        parts.append("silently")
    return ", ".join(parts)


def change_counts(change: Comparison) -> Record:
    """The same as JSON."""
    return {
        "came": len(change.came),
        "went": len(change.went),
        "changed": len(change.changed),
        "kept": change.kept,
        "fell": len(change.fell),
        "silent": change.silent,
    }


def passage_row(passage: Passage) -> str:
    """A sentence that differs: "+ …", "− …", or "~ …" with its words marked.

    >>> from tallybook.pipeline.differing import find_edit
    >>> passage_row(find_edit("Fire killed 45 people.", "Fire killed 54 people."))
    '~ Fire killed [-45-]{+54+} people.'
    """
    if passage.old is None:
        return f"+ {passage.new}"
    if passage.new is None:
        return f"− {passage.old}"
    marked = []
    for words in passage.words:
        before, after = _MARKS.get(words.fate.value, ("", ""))
        marked.append(f"{before}{words.text}{after}")
    return f"~ {''.join(marked)}"


def passage_record(passage: Passage) -> Record:
    """A sentence that differs, as the old text has it and as the new."""
    words = [{"fate": each.fate.value, "text": each.text} for each in passage.words]
    return {"old": passage.old, "new": passage.new, "words": words}
