"""What a trained teacher says of documents, and how that compares with what annotators said.

A word is read in the window where it stands most centrally, a sentence in the window where its edges do; a sentence that
fits into no window is read from the words' own windows.
"""

import re
from dataclasses import dataclass

import numpy as np
import torch

import chain
import precision
import trees
from data import Document, Pieces, batches, overlapping_windows
from model import NEVER, Teacher
from workers import Workers

# At the edge of a document a word lacks no context.
SAFE = 10**6


@dataclass
class Reading:
    """Of one document: the scores of the states, the best states, and the best of everything else."""

    scores: np.ndarray
    states: np.ndarray
    tags: np.ndarray
    heads: np.ndarray
    relations: np.ndarray
    ends: np.ndarray


@dataclass
class Window:
    """Some words of a document as the encoder saw them, and how far each stood from the window's edge."""

    begin: int
    stop: int
    vectors: torch.Tensor
    depth: np.ndarray


def readings(teacher: Teacher, pieces: Pieces, documents, workers: Workers, gold_sentences=False, together=32):
    """Yields a reading for each document. Sentences are the predicted ones, or the annotated where there are any."""
    teacher.eval()
    groups = [documents[at : at + together] for at in range(0, len(documents), together)]
    for group in workers.map(lambda group: _read(teacher, pieces, group, gold_sentences), groups):
        yield from group


@torch.inference_mode()
def _read(teacher, pieces, group, gold_sentences):
    with precision.autocast():
        seen = _encode(teacher, pieces, group)
        flat = [_words(teacher, document, windows) for document, windows in zip(group, seen)]
        ends = []
        for document, (_, _, _, end) in zip(group, flat):
            gold = gold_sentences and document.ends is not None
            ends.append(document.ends.astype(bool) if gold else _close(document, end))
        syntax = _parse(teacher, group, seen, [vectors for vectors, *_ in flat], ends)
        steps = teacher.transitions().double().numpy()
    found = []
    for end, (heads, relations), (_, scores, tags, _) in zip(ends, syntax, flat):
        states = chain.best_path(scores.astype(np.float64), steps)
        found.append(Reading(scores, states, tags, heads, relations, end))
    return found


def _encode(teacher, pieces, group):
    """For each document of the group its windows."""
    jobs = [(index, window) for index, document in enumerate(group) for window in overlapping_windows(document)]
    owners = {(id(window[0]), window[1]): index for index, window in jobs}
    seen = [[] for _ in group]
    for batch in batches([window for _, window in jobs], 4096):
        frame, ranges = pieces.frame(batch)
        vectors = teacher.words(frame).float()
        for row, ((document, start, end), (begin, stop)) in enumerate(zip(batch, ranges)):
            places = document.first[begin:stop]
            before = np.full(len(places), SAFE) if start == 0 else places - start
            after = np.full(len(places), SAFE) if end == len(document.pieces) else end - 1 - places
            window = Window(begin, stop, vectors[row, : stop - begin], np.minimum(before, after))
            seen[owners[id(document), start]].append(window)
    return seen


def _words(teacher, document, windows):
    """Each word's vector from its best window; from it the scores of states, the tag, and whether it ends a sentence."""
    depth = np.full(len(document.words), -1)
    vectors = torch.zeros(len(document.words), teacher.states.in_features)
    for window in windows:
        deeper = np.flatnonzero(window.depth > depth[window.begin : window.stop])
        vectors[window.begin + deeper] = window.vectors[deeper]
        depth[window.begin + deeper] = window.depth[deeper]
    scores = teacher.states(vectors).float().numpy()
    tags = teacher.tags(vectors).argmax(1).numpy()
    ends = (teacher.ends(vectors)[:, 0] > 0).numpy()
    return vectors, scores, tags, ends


def _close(document, ends):
    """Ends of sentences, with those that the ends of paragraphs force."""
    ends = ends.copy()
    ends[:-1] |= document.opens[1:]
    ends[-1:] = True
    return ends


def _parse(teacher, group, seen, flat, ends):
    """Heads and relations of each document, sentence by sentence."""
    jobs = []
    for index, (document, windows) in enumerate(zip(group, seen)):
        for begin, stop in document.sentences(ends[index]):
            best, depth = flat[index][begin:stop], -1
            for window in windows:
                if window.begin <= begin and stop <= window.stop:
                    edge = min(window.depth[begin - window.begin], window.depth[stop - 1 - window.begin])
                    if edge > depth:
                        best, depth = window.vectors[begin - window.begin : stop - window.begin], edge
            jobs.append((index, begin, best))
    heads = [np.zeros(len(document.words), dtype=np.int64) for document in group]
    relations = [np.zeros(len(document.words), dtype=np.int64) for document in group]
    jobs.sort(key=lambda job: len(job[2]))
    at = 0
    while at < len(jobs):
        batch = [jobs[at]]
        at += 1
        while at < len(jobs) and (len(batch) + 1) * len(jobs[at][2]) <= 4096:
            batch.append(jobs[at])
            at += 1
        vectors = torch.nn.utils.rnn.pad_sequence([job[2] for job in batch], batch_first=True)
        arcs = teacher.syntax.arcs(vectors).numpy()
        chosen = torch.zeros(vectors.shape[:2], dtype=torch.int64)
        for row, (_, _, words) in enumerate(batch):
            size = len(words)
            chosen[row, :size] = torch.from_numpy(trees.tree(arcs[row, :size, :size].astype(np.float64)))
        above = vectors.gather(1, chosen[:, :, None].expand_as(vectors))
        scores = teacher.syntax.relations(vectors, above)
        scores[:, :, teacher.meta.root] = NEVER
        best = scores.argmax(2)
        best[chosen == torch.arange(vectors.shape[1])] = teacher.meta.root
        for row, (index, begin, words) in enumerate(batch):
            size = len(words)
            heads[index][begin : begin + size] = chosen[row, :size].numpy() + begin
            relations[index][begin : begin + size] = best[row, :size].numpy()
    return list(zip(heads, relations))


# Attribution, as statements.

ROLES = {"S": "source", "C": "cue", "T": "content"}


def runs(states, names):
    """The runs of words with a role: (start, end, role, whether the cue stands on the right)."""
    found, at = [], 0
    while at < len(states):
        name = names[states[at]]
        if name[0] == "O":
            at += 1
            continue
        start, inside = at, "I" + name[1:]
        at += 1
        while at < len(states) and names[states[at]] == inside:
            at += 1
        kind = name[2:].strip("<>:t")
        found.append((start, at, ROLES[kind], name[2] != "<"))
    return found


def statements(states, names):
    """One statement a cue: each source and content goes to the nearest cue on its side, else on the other.

    Of several sources the nearest stays. A cue without one takes that of the statement before, else of the one after.
    """
    parts = runs(states, names)
    cues = [at for at, part in enumerate(parts) if part[2] == "cue"]
    sources, contents = {cue: [] for cue in cues}, {cue: [] for cue in cues}
    for at, (_, _, role, right) in enumerate(parts):
        if role == "cue" or not cues:
            continue
        before = [cue for cue in cues if cue < at][-1:]
        after = [cue for cue in cues if cue > at][:1]
        cue = (after + before if right else before + after)[0]
        (sources if role == "source" else contents)[cue].append(at)

    def distance(one, other):
        return min(abs(parts[one][0] - parts[other][1]), abs(parts[other][0] - parts[one][1]))

    found, last = [], []
    for order, cue in enumerate(cues):
        own = sorted(sources[cue], key=lambda at: distance(at, cue))[:1] or last
        if not own and order + 1 < len(cues):
            own = sources[cues[order + 1]][:1]
        last = own
        if contents[cue]:
            roles = {"source": own, "cue": [cue], "content": contents[cue]}
            found.append({role: {w for at in ats for w in range(*parts[at][:2])} for role, ats in roles.items()})
    return found


def who_said_what(pairs):
    """Precision, recall and F1 of the words of each role and of statements, as `gainsay-lab attribution` counts them.

    `pairs`: annotated and predicted statements, one pair a document, already without punctuation.
    """
    words = {role: np.zeros(3) for role in ROLES.values()}
    hits = {"content": 0, "who-said-what": 0, "exact": 0}
    expected = predicted = 0
    for gold, guess in pairs:
        for role in words:
            g = set().union(*(s[role] for s in gold))
            p = set().union(*(s[role] for s in guess))
            words[role] += len(g & p), len(p), len(g)
        expected += len(gold)
        predicted += len(guess)
        overlaps = []
        for i, g in enumerate(gold):
            for j, p in enumerate(guess):
                shared = len(g["content"] & p["content"])
                if shared:
                    overlaps.append((shared / len(g["content"] | p["content"]), i, j))
        used = set()
        for overlap, i, j in sorted(overlaps, reverse=True):
            if overlap < 0.5 or ("gold", i) in used or ("guess", j) in used:
                continue
            used |= {("gold", i), ("guess", j)}
            g, p = gold[i], guess[j]
            hits["content"] += 1
            smaller = min(len(g["source"]), len(p["source"]))
            shared = len(g["source"] & p["source"])
            hits["who-said-what"] += 2 * shared >= smaller if smaller else g["source"] == p["source"]
            hits["exact"] += g == p
    figures = {f"{role} words": f1(*counts) for role, counts in words.items()}
    return figures | {name: f1(hit, predicted, expected) for name, hit in hits.items()}


def f1(hits, predicted, expected):
    """The harmonic mean of precision and recall."""
    return round(float(2 * hits / (predicted + expected)), 4) if predicted + expected else 0.0


def compare(teacher: Teacher, pieces: Pieces, documents: list[Document], workers: Workers):
    """Figures of the teacher on annotated documents of one kind: of attribution, or of syntax (inside gold sentences)."""
    found = list(readings(teacher, pieces, documents, workers, gold_sentences=True))
    if documents[0].states is not None:
        names, pairs, right, words = teacher.meta.states, [], 0, 0
        for document, reading in zip(documents, found):
            spoken = {at for at, word in enumerate(document.words) if re.search(r"[^\W_]", word)}
            both = []
            for states in (document.states, reading.states):
                plain = [{role: part & spoken for role, part in s.items()} for s in statements(states, names)]
                both.append([s for s in plain if s["content"]])
            pairs.append(both)
            right += int((document.states == reading.states).sum())
            words += len(document.words)
        return who_said_what(pairs) | {"states": round(right / words, 4)}
    tags = arcs = labelled = words = 0
    bounds = np.zeros(3)
    for document, reading in zip(documents, found):
        head = document.heads == reading.heads
        words += len(document.words)
        tags += int((document.tags == reading.tags).sum())
        arcs += int(head.sum())
        labelled += int((head & (document.relations == reading.relations)).sum())
    for document, reading in zip(documents, readings(teacher, pieces, documents, workers)):
        gold, guess = set(document.sentences(document.ends)), set(document.sentences(reading.ends))
        bounds += len(gold & guess), len(guess), len(gold)
    rates = {"tags": tags, "unlabelled arcs": arcs, "labelled arcs": labelled}
    return {name: round(count / words, 4) for name, count in rates.items()} | {"sentences": f1(*bounds)}
