"""Fine-tunes the teacher on attribution, parts of speech, sentence ends and syntax together.

    python train.py CORPUS OUT [--epochs N] [--minutes M] [--measure STEPS]

CORPUS holds meta.json, polnear-{train,dev}.jsonl, ewt-{train,dev}.jsonl and gum-{train,dev}.jsonl (see README.md). After
each epoch the teacher is saved as OUT/teacher.pt and a line added to OUT/epochs.jsonl, with figures on the dev sets.
"""

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

import precision
from chain import ChainLoss
from data import Meta, Pieces, shuffled_batches, training_windows
from model import NEVER, Teacher
from reading import compare
from workers import Workers

# The part of the training in which the rate rises; then it falls to nothing.
WARM = 0.06


def attribution_loss(teacher, pieces, batch):
    """Of windows whose words have states."""
    frame, ranges = pieces.frame(batch)
    with precision.autocast():
        scores = teacher.states(teacher.words(frame)).float()
    lengths = np.array([stop - begin for begin, stop in ranges])
    gold = np.zeros(scores.shape[:2], dtype=np.int64)
    for row, ((document, _, _), (begin, stop)) in enumerate(zip(batch, ranges)):
        gold[row, : stop - begin] = document.states[begin:stop]
    states = scores.shape[2]
    starts = np.array([states if begin == 0 else states + 1 for begin, _ in ranges])
    return ChainLoss.apply(scores.contiguous(), teacher.transitions(), gold, lengths, starts)


def syntax_loss(teacher, pieces, batch):
    """Of windows whose words have tags and heads; arcs only of sentences that lie wholly inside."""
    frame, ranges = pieces.frame(batch)
    shape = frame["places"].shape
    ignored = -100
    tags, heads, relations = (torch.full(shape, ignored) for _ in range(3))
    ends = torch.zeros(shape)
    # Padding and cut sentences have numbers that no other word of the window shares.
    sentence = torch.arange(-shape[1], 0).repeat(shape[0], 1)
    known = torch.zeros(shape, dtype=torch.bool)
    for row, ((document, _, _), (begin, stop)) in enumerate(zip(batch, ranges)):
        size = stop - begin
        tags[row, :size] = torch.from_numpy(document.tags[begin:stop])
        ends[row, :size] = torch.from_numpy(document.ends[begin:stop]).float()
        known[row, :size] = True
        for number, (first, last) in enumerate(document.sentences(document.ends)):
            if begin <= first and last <= stop:
                here = slice(first - begin, last - begin)
                sentence[row, here] = number
                heads[row, here] = torch.from_numpy(document.heads[first:last] - begin)
                relations[row, here] = torch.from_numpy(document.relations[first:last])
    whole = heads >= 0
    with precision.autocast():
        words = teacher.words(frame)
        tag_scores = teacher.tags(words).float()
        end_scores = teacher.ends(words).float()[:, :, 0]
        arcs = teacher.syntax.arcs(words)
        above = words.gather(1, heads.clamp(min=0)[:, :, None].expand_as(words))
        below = whole & (heads != torch.arange(shape[1]))  # a root's relation is known
        relation_scores = teacher.syntax.relations(words[below], above[below])
    arcs = arcs.masked_fill(sentence[:, :, None] != sentence[:, None, :], NEVER)
    loss = functional.cross_entropy(tag_scores[known], tags[known])
    loss = loss + functional.binary_cross_entropy_with_logits(end_scores[known], ends[known])
    if below.any():
        loss = loss + functional.cross_entropy(arcs[whole], heads[whole])
        loss = loss + functional.cross_entropy(relation_scores, relations[below])
    return loss


def learn(teacher, pieces, loss_of, batch, workers):
    """Sets the gradients of a batch, of which each worker takes parts; returns the loss."""
    parameters = [p for p in teacher.parameters() if p.requires_grad]
    parts = 2 * workers.threads if workers.threads > 1 else 1
    share = -(-len(batch) // parts)
    parts = [batch[at : at + share] for at in range(0, len(batch), share)]
    size = sum(end - start for _, start, end in batch)

    def gradients(part):
        loss = loss_of(teacher, pieces, part) * (sum(end - start for _, start, end in part) / size)
        return loss.item(), torch.autograd.grad(loss, parameters, allow_unused=True)

    total = 0.0
    for parameter in parameters:
        parameter.grad = None
    for loss, found in workers.map(gradients, parts):
        total += loss
        for parameter, gradient in zip(parameters, found):
            if gradient is not None:
                parameter.grad = gradient if parameter.grad is None else parameter.grad.add_(gradient)
    return total


def optimizer(teacher, rate):
    """AdamW; new parameters learn five times as fast as the encoder's, and only its matrices decay."""
    groups = {"matrices": [], "vectors": [], "heads": []}
    for name, parameter in teacher.named_parameters():
        if parameter.requires_grad and name != "steps":
            kind = "heads" if not name.startswith("encoder.") else "matrices" if parameter.ndim > 1 else "vectors"
            groups[kind].append(parameter)
    return torch.optim.AdamW(
        [
            {"params": groups["matrices"], "weight_decay": 0.01},
            {"params": groups["vectors"], "weight_decay": 0.0},
            {"params": groups["heads"], "weight_decay": 0.01, "lr": 5 * rate},
            {"params": [teacher.steps], "weight_decay": 0.0, "lr": 5e-3},
        ],
        lr=rate,
        fused=True,
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--attribution-pieces", type=int, default=4096, help="in a batch")
    parser.add_argument("--syntax-pieces", type=int, default=2048, help="in a batch")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--minutes", type=float, help="stop then; the rate falls in time. The result depends on the machine")
    parser.add_argument("--figures-every", type=int, default=1, help="epochs")
    parser.add_argument("--measure", type=int, help="stop after so many steps, and say how fast they were")
    args = parser.parse_args()
    workers = Workers(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)

    meta, pieces = Meta.read(args.corpus), Pieces()
    sets = {
        name: pieces.read(args.corpus / f"{name}.jsonl")
        for name in ("polnear-train", "polnear-dev", "ewt-train", "ewt-dev", "gum-train", "gum-dev")
    }
    for name, documents in sets.items():
        print(name, len(documents), "documents,", sum(len(d.pieces) for d in documents), "pieces", flush=True)
    teacher = Teacher(meta)

    def plan():
        """The batches of one epoch, both kinds mixed."""
        attribution = training_windows(sets["polnear-train"], rng)
        syntax = training_windows(sets["ewt-train"] + sets["gum-train"], rng)
        steps = [(attribution_loss, batch) for batch in shuffled_batches(attribution, args.attribution_pieces, rng)]
        steps += [(syntax_loss, batch) for batch in shuffled_batches(syntax, args.syntax_pieces, rng)]
        rng.shuffle(steps)
        return steps

    # The number of batches hardly differs from epoch to epoch.
    epochs = [plan() for _ in range(args.epochs)]
    total = sum(map(len, epochs))
    print("planned", total, "steps", flush=True)
    learning = optimizer(teacher, args.rate)
    rates = [group["lr"] for group in learning.param_groups]
    done = read = 0
    losses = {attribution_loss: [], syntax_loss: []}
    began = time.time()
    for epoch, steps in enumerate(epochs, 1):
        teacher.train()
        for loss_of, batch in steps:
            progress = done / total
            if args.minutes:
                progress = max(progress, (time.time() - began) / (60 * args.minutes))
                if progress >= 1:
                    break
            for group, rate in zip(learning.param_groups, rates):
                group["lr"] = rate * min((progress + 1 / total) / WARM, (1 - progress) / (1 - WARM))
            loss = learn(teacher, pieces, loss_of, batch, workers)
            torch.nn.utils.clip_grad_norm_([p for p in teacher.parameters() if p.grad is not None], 1.0)
            learning.step()
            done += 1
            read += sum(end - start for _, start, end in batch)
            losses[loss_of].append(loss)
            if done % 25 == 0:
                recent = ["%.4f" % np.mean(values[-50:]) for values in losses.values()]
                took = time.time() - began
                print(f"step {done} of {total}, losses {recent}, {took:.0f} s, {read / took:.0f} pieces/s", flush=True)
            if done == args.measure:
                return
        teacher.save(args.out / "teacher.pt", epoch=epoch, epochs=args.epochs, seed=args.seed, rate=args.rate)
        figures = {}
        if (epoch - 1) % args.figures_every == 0:
            figures = {name: compare(teacher, pieces, sets[name], workers) for name in ("polnear-dev", "ewt-dev", "gum-dev")}
        line = json.dumps({"epoch": epoch, "seconds": round(time.time() - began), **figures})
        print(line, flush=True)
        with open(args.out / "epochs.jsonl", "a", encoding="utf-8") as log:
            log.write(line + "\n")
        if args.minutes and progress >= 1:
            print("stopped: the time is up", flush=True)
            break


if __name__ == "__main__":
    main()
