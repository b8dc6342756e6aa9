"""How often two texts are called copies or rewrites: `python -m tools.text_kinship`.

Reads the texts of ECB+ topics 1–35 in `../shared/data/ecbplus`: pairs of one event, of another
event of the same topic, and of other topics, which no rule may call one text.
"""

from __future__ import annotations

import re
import sys
import tarfile
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

from tallybook.link.copies import kinship
from tallybook.link.signatures import Signature, quotations, sign

TEXTS = Path(__file__).parent.parent.parent / "shared" / "data" / "ecbplus" / "topics-1-35.tar.xz"
_NAME = re.compile(r"(\d+)_\d+(ecb(?:plus)?)\.xml")


def texts() -> dict[tuple[str, str, str], str]:
    """The texts by topic, event and name, a sentence a line."""
    found = {}
    with tarfile.open(TEXTS) as archive:
        for member in archive:
            name = _NAME.fullmatch(Path(member.name).name)
            held = archive.extractfile(member) if name else None
            if name is None or held is None:
                continue
            sentences: dict[str, list[str]] = defaultdict(list)
            for token in ElementTree.parse(held).getroot().iter("token"):
                sentences[token.get("sentence", "")].append(token.text or "")
            lines = (" ".join(words) for words in sentences.values())
            found[name[1], name[2], member.name] = "\n".join(lines)
    return found


def signed(text: str) -> Signature:
    """Its signature."""
    return sign(text, quotations(text))


def main() -> None:
    """Prints how many pairs of each sort are called what."""
    if not TEXTS.exists():
        sys.exit(f"{TEXTS} is not there")
    signatures = {name: signed(text) for name, text in texts().items()}
    counts: Counter[tuple[str, str]] = Counter()
    for left, right in combinations(sorted(signatures), 2):
        same = "other topic" if left[0] != right[0] else "other event"
        if left[:2] == right[:2]:
            same = "one event"
        counts[same, kinship(signatures[left], signatures[right]).kind.value] += 1
    sys.stdout.write(f"{len(signatures)} texts\n")
    for (same, kind), number in sorted(counts.items()):
        sys.stdout.write(f"{same:12} {kind:10} {number:>8,}\n")


if __name__ == "__main__":
    main()
