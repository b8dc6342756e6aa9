"""Time words: a grammar of days and periods, and what they mean beside a known day."""

from tallybook.language.dates.arithmetic import Days
from tallybook.language.dates.expressions import Expression
from tallybook.language.dates.grammar import Grammar
from tallybook.language.dates.resolution import resolve
from tallybook.language.dates.tokens import Token, tokenize
from tallybook.language.dates.words import DateWords, load_date_words

__all__ = [
    "DateWords",
    "Days",
    "Expression",
    "Grammar",
    "Token",
    "load_date_words",
    "resolve",
    "tokenize",
]
