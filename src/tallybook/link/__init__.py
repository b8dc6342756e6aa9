"""Link: claims into statements, echoes told from witnesses. Pure functions over claims."""

from tallybook.link.judging import RULES, judge
from tallybook.link.linking import Linker, Relinked
from tallybook.link.statements import Linking, find_statements
from tallybook.link.wording import likeness, shingles

__all__ = [
    "RULES",
    "Linker",
    "Linking",
    "Relinked",
    "find_statements",
    "judge",
    "likeness",
    "shingles",
]
