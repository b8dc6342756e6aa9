"""Which words a language has, by the dictionary that LemmInflect carries."""

from functools import lru_cache


@lru_cache(maxsize=10_000)
def is_word(word: str, language: str = "en") -> bool:
    """Is it a form of a word of the dictionary? Names and words of other languages are none.

    >>> is_word("overflowed"), is_word("threeyear")
    (True, False)
    """
    low = word.lower()
    if language != "en" or not (low.isascii() and low.isalpha()) or len(low) > 40:
        return False
    # Loading it takes a third of a second, so it waits for the first word.
    from lemminflect import getAllLemmas

    return bool(getAllLemmas(low))
