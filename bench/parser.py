"""Speed and size of the parser: python bench/parser.py [FILE…] (plain text, else made up)."""

import resource
import sys
import time
from pathlib import Path

SENTENCES = (
    "At least 30 soldiers of a northern unit were killed or wounded on Sunday, officials said.",
    "The ministry said on Tuesday that 1,200 people had fled the town after the flood.",
    "“We lost several dozens,” a spokesman, who did not want to be named, told reporters.",
    "Rescuers found twelve more bodies under the rubble of the school in the capital's east.",
    "No figure could be verified independently.",
)


def main() -> None:
    began = time.perf_counter()
    from tallybook.language.parser import Parser
    from tallybook.language.sentences import split_sentences

    parser = Parser.load()
    parser.parse("A man died.", [(0, 11)])
    print(f"cold start, with the first sentence: {time.perf_counter() - began:.2f} s")
    if len(sys.argv) > 1:
        text = "\n".join(Path(name).read_text(encoding="utf-8") for name in sys.argv[1:])
    else:
        text = " ".join(SENTENCES * 400)
    began = time.perf_counter()
    sentences = split_sentences(text)
    split = time.perf_counter() - began
    began = time.perf_counter()
    words = sum(len(tree.tokens) for tree in parser.parse(text, sentences))
    parsed = time.perf_counter() - began
    print(f"sentences: {len(text) / split / 1e6:.1f} million characters/s")
    print(f"parser: {words / parsed:.0f} words/s on one thread, {words} words in {parsed:.1f} s")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
