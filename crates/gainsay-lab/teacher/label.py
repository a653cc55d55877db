"""Labels documents with a trained teacher, and checks what it wrote.

    python label.py CORPUS OUT [NAME...]

For each set NAME (default: every one of the corpus) reads CORPUS/NAME.jsonl and writes OUT/NAME.labels, with the teacher
in OUT/teacher.pt; and OUT/transitions.bin and OUT/report.json, the figures on the dev sets. README.md describes the files.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch

import trees
from data import Pieces
from model import Teacher
from reading import compare, readings
from workers import Workers

SETS = ("polnear-dev", "ewt-dev", "gum-dev", "polnear-train", "ewt-train", "gum-train", "bodies")
DEV = ("polnear-dev", "ewt-dev", "gum-dev")


def write(path, found):
    """Writes readings, one document after another."""
    with open(path, "wb") as out:
        for reading in found:
            out.write(reading.scores.astype("<f4").tobytes())
            out.write(reading.tags.astype("u1").tobytes())
            out.write(reading.heads.astype("<u4").tobytes())
            out.write(reading.relations.astype("u1").tobytes())
            out.write(reading.ends.astype("u1").tobytes())


def check(path, documents, meta):
    """Reads a file again: its size is right, numbers are in range, and every sentence is a tree. Returns some counts."""
    states = len(meta.states)
    data = np.fromfile(path, dtype="u1")
    words = sum(len(document.words) for document in documents)
    if len(data) != words * (4 * states + 7):
        raise SystemExit(f"{path}: {len(data)} bytes, not {words * (4 * states + 7)}")
    at = sentences = 0

    def take(kind, count):
        nonlocal at
        size = np.dtype(kind).itemsize * count
        found = data[at : at + size].view(kind)
        at += size
        return found

    for document in documents:
        size = len(document.words)
        scores = take("<f4", states * size)
        tags, heads, relations, ends = take("u1", size), take("<u4", size), take("u1", size), take("u1", size)
        if not np.isfinite(scores).all() or (tags >= len(meta.tags)).any() or (relations >= len(meta.relations)).any():
            raise SystemExit(f"{path}: a number out of range in {document.name}")
        if size and not ends[-1]:
            raise SystemExit(f"{path}: {document.name} does not end with a sentence")
        for begin, stop in document.sentences(ends):
            inside = heads[begin:stop].astype(np.int64) - begin
            roots = inside == np.arange(stop - begin)
            if (inside < 0).any() or (inside >= stop - begin).any() or not trees.is_tree(inside):
                raise SystemExit(f"{path}: no tree in {document.name} at word {begin}")
            if ((relations[begin:stop] == meta.root) != roots).any():
                raise SystemExit(f"{path}: a root by name alone in {document.name} at word {begin}")
            sentences += 1
    return {"documents": len(documents), "words": words, "sentences": sentences}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("names", nargs="*", default=SETS, metavar="NAME")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    workers = Workers(args.threads)
    pieces = Pieces()
    teacher, about = Teacher.load(args.out / "teacher.pt")
    report = {"training": about, "dev": {}, "labels": {}}

    with torch.inference_mode():
        steps = teacher.transitions()[: len(teacher.meta.states) + 1]
    (args.out / "transitions.bin").write_bytes(steps.numpy().astype("<f4").tobytes())
    for name in args.names:
        began = time.time()
        documents = pieces.read(args.corpus / f"{name}.jsonl")
        path = args.out / f"{name}.labels"
        write(path, readings(teacher, pieces, documents, workers, gold_sentences=True))
        report["labels"][name] = check(path, documents, teacher.meta)
        took = time.time() - began
        print(name, report["labels"][name], f"{took:.0f} s", flush=True)
        if name in DEV:
            report["dev"][name] = compare(teacher, pieces, documents, workers)
            print(report["dev"][name], flush=True)
        (args.out / "report.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
