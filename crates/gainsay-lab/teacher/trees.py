"""From scores of arcs to trees: each word's best head, repaired where the result is no tree."""

import numpy as np


def tree(scores):
    """Heads of one sentence. `scores[word, head]`, the diagonal scoring a word as the root; exactly one becomes it."""
    heads = scores.argmax(axis=1)
    if is_tree(heads):
        return heads
    return best_tree(scores)


def is_tree(heads):
    """Whether exactly one word is its own head, and every other reaches it."""
    roots = np.flatnonzero(heads == np.arange(len(heads)))
    if len(roots) != 1:
        return False
    at = np.arange(len(heads))
    # After k rounds each word has climbed 2^k steps.
    jump = np.asarray(heads)
    for _ in range(max(1, int(len(heads)).bit_length())):
        at = jump[at]
        jump = jump[jump]
    return bool((at == roots[0]).all())


def best_tree(scores):
    """The best tree with one root (Chu and Liu 1965, Edmonds 1967)."""
    size = len(scores)
    graph = np.full((size + 1, size + 1), -np.inf)
    graph[1:, 1:] = scores
    np.fill_diagonal(graph, -np.inf)
    # A second root costs more than anything it could gain.
    spread = float(scores.max() - scores.min()) + 1.0
    graph[1:, 0] = np.diagonal(scores) - spread * size
    heads = _arborescence(graph)[1:] - 1
    return np.where(heads < 0, np.arange(size), heads)


def _arborescence(graph):
    """Best heads of all nodes but 0. `graph[node, head]`; the entry of node 0 in the result means nothing."""
    heads = graph.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(len(heads), dtype=bool)
    inside[cycle] = True
    kept = np.flatnonzero(~inside)
    # The cycle becomes one node, the last. Entering it at a word costs that word its arc inside.
    small = np.full((len(kept) + 1, len(kept) + 1), -np.inf)
    small[:-1, :-1] = graph[np.ix_(kept, kept)]
    leaving = graph[np.ix_(kept, cycle)]
    small[:-1, -1] = leaving.max(axis=1)
    entering = graph[np.ix_(cycle, kept)] - graph[cycle, heads[cycle]][:, None]
    small[-1, :-1] = entering.max(axis=0)
    small[-1, -1] = -np.inf
    small[0] = -np.inf
    solved = _arborescence(small)
    result = heads.copy()
    for at, node in enumerate(kept):
        if at == 0:
            continue
        head = solved[at]
        result[node] = cycle[leaving[at].argmax()] if head == len(kept) else kept[head]
    outer = solved[-1]
    result[cycle[entering[:, outer].argmax()]] = kept[outer]
    return result


def _cycle(heads):
    """The nodes of some cycle that does not hold node 0."""
    colour = np.zeros(len(heads), dtype=np.int64)
    colour[0] = -1
    for start in range(1, len(heads)):
        at = start
        while colour[at] == 0:
            colour[at] = start
            at = heads[at]
        if colour[at] == start:
            cycle, node = [at], heads[at]
            while node != at:
                cycle.append(node)
                node = heads[node]
            return np.array(cycle)
    return None
