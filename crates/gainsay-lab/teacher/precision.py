"""In which precision the encoder runs: bfloat16 where the processor multiplies such matrices faster, else single.

Many processors take the instructions and gain nothing by them, so it is tried out, once, on a product of the encoder's size.
"""

import functools
import time

import torch


def _seconds(kind):
    words, weights = torch.randn(2048, 384, dtype=kind), torch.randn(1536, 384, dtype=kind)
    best = float("inf")
    for _ in range(6):
        began = time.perf_counter()
        torch.nn.functional.linear(words, weights)
        best = min(best, time.perf_counter() - began)
    return best


@functools.cache
def half():
    """Whether bfloat16 is faster here."""
    return _seconds(torch.bfloat16) < 0.8 * _seconds(torch.float32)


def autocast():
    """The context in which the encoder and the heads run."""
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=half())
