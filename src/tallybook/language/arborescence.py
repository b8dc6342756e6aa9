"""From arc scores to a tree: one root, no cycle."""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


def heads_of(scores: Scores) -> list[int]:
    """The head of each word, -1 for the root, from scores [n, n + 1] whose column 0 is the root.

    Each word's best head is taken where that gives a tree; else the best tree is found
    (Chu and Liu 1965, Edmonds 1967).
    """
    n = scores.shape[0]
    best = [int(head) for head in scores.argmax(1)]
    if best.count(0) != 1 or _cycle([0, *best]):
        best = _best_tree(np.asarray(scores, np.float64))
    return [head - 1 for head in best[:n]]


def _best_tree(scores: NDArray[np.float64]) -> list[int]:
    n = scores.shape[0]
    full = np.full((n + 1, n + 1), -1e12)
    full[1:] = np.maximum(scores, -1e6)
    # A cost on arcs from the root, above all that other arcs can gain, leaves exactly one of them
    # (Stanojević and Cohen 2021, "A Root of a Problem").
    full[1:, 0] -= 1.0 + (n + 1) * float(np.ptp(full[1:]))
    np.fill_diagonal(full, -1e15)
    return _maximum(full)[1:]


def _maximum(scores: NDArray[np.float64]) -> list[int]:
    """The heads of the best tree over scores [dependent, head]; node 0 is its root, with head 0."""
    heads = [0] + [int(h) for h in scores[1:].argmax(1)]
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.array(cycle)
    outside = np.array([node for node in range(len(heads)) if node not in set(cycle)])
    # The cycle becomes one node, the last; entering it costs what breaking one of its arcs loses.
    entering = scores[np.ix_(inside, outside)] - scores[inside, [heads[c] for c in cycle]][:, None]
    leaving = scores[np.ix_(outside, inside)]
    m = len(outside)
    smaller = np.full((m + 1, m + 1), -1e15)
    smaller[:m, :m] = scores[np.ix_(outside, outside)]
    smaller[m, :m] = entering.max(0)
    smaller[:m, m] = leaving.max(1)
    chosen = _maximum(smaller)
    broken = int(inside[entering[:, chosen[m]].argmax()])
    heads[broken] = int(outside[chosen[m]])
    for place in range(1, m):
        node = int(outside[place])
        head = chosen[place]
        heads[node] = int(inside[leaving[place].argmax()]) if head == m else int(outside[head])
    return heads


def _cycle(heads: list[int]) -> list[int]:
    """The nodes of one cycle, or none; heads[0] is the root's own and is not looked at."""
    seen = [0] * len(heads)
    for begin in range(1, len(heads)):
        node = begin
        while node and not seen[node]:
            seen[node] = begin
            node = heads[node]
        if node and seen[node] == begin:
            cycle = [node]
            while heads[cycle[-1]] != node:
                cycle.append(heads[cycle[-1]])
            return cycle
    return []
