"""A tree drawn in plain text, as `explain` shows it."""

from tallybook.language.tree import Tree


def draw(tree: Tree) -> str:
    """One line a word, each under its head: word, relation, part of speech, kind of name.

    >>> print(draw(tree))
    killed  root VERB
    ├── soldiers  nsubj:pass NOUN
    │   └── 30  nummod NUM
    └── were  aux:pass AUX
    """
    if not tree.tokens:
        return ""
    lines: list[str] = []
    todo = [(tree.root(), "", "")]
    while todo:
        index, lead, below = todo.pop()
        token, name = tree.tokens[index], tree.name_at(index)
        kind = f" [{name.kind}]" if name else ""
        lines.append(f"{lead}{token.text}  {token.deprel} {token.upos}{kind}")
        children = tree.children(index)
        for place, child in reversed(list(enumerate(children))):
            last = place == len(children) - 1
            todo.append(
                (child, below + ("└── " if last else "├── "), below + ("    " if last else "│   "))
            )
    return "\n".join(lines)
