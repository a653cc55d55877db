"""Work shared by threads that each run alone.

Two threads that split every matrix product wait for each other thousands of times a second, which on a busy machine costs
more than the second one brings. So each thread takes whole pieces of work and computes them by itself.
"""

from concurrent.futures import ThreadPoolExecutor

import torch


def _alone():
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)


class Workers:
    """A number of threads; `map` gives the results in order."""

    def __init__(self, threads):
        _alone()
        self.threads = threads
        self.pool = ThreadPoolExecutor(threads, initializer=_alone)

    def map(self, function, items):
        return self.pool.map(function, items)
