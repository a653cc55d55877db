"""The linear chain over the states of attribution: its likelihood, with gradients, and its best path.

Transitions are a matrix of one row a state and two more: row K scores the first state of a document, row K+1 the first
state of a window that begins inside one, where every state may stand.
"""

import math

import numba
import numpy as np
import torch

FORBIDDEN = -10000.0


@numba.njit(fastmath=True, cache=True, nogil=True)
def _likelihood(scores, transitions, gold, lengths, starts, d_scores, d_transitions):
    """Negative log-likelihood of `gold`, summed over the batch; the gradients are added to the last two arguments."""
    states = scores.shape[2]
    step = np.exp(transitions)
    loss = 0.0
    for row in range(scores.shape[0]):
        length, start = lengths[row], starts[row]
        emit = np.empty((length, states))
        ahead = np.empty((length, states))
        behind = np.ones((length, states))
        scale = np.empty(length)
        for at in range(length):
            top = scores[row, at].max()
            loss += top
            for k in range(states):
                emit[at, k] = math.exp(scores[row, at, k] - top)
            total = 0.0
            for k in range(states):
                reach = step[start, k]
                if at > 0:
                    reach = 0.0
                    for j in range(states):
                        reach += ahead[at - 1, j] * step[j, k]
                ahead[at, k] = reach * emit[at, k]
                total += ahead[at, k]
            scale[at] = total
            loss += math.log(total)
            for k in range(states):
                ahead[at, k] /= total
        for at in range(length - 2, -1, -1):
            for j in range(states):
                reach = 0.0
                for k in range(states):
                    reach += step[j, k] * emit[at + 1, k] * behind[at + 1, k]
                behind[at, j] = reach / scale[at + 1]
        for at in range(length):
            for k in range(states):
                d_scores[row, at, k] += ahead[at, k] * behind[at, k]
            if at == 0:
                for k in range(states):
                    d_transitions[start, k] += ahead[0, k] * behind[0, k]
            else:
                for j in range(states):
                    for k in range(states):
                        d_transitions[j, k] += (
                            ahead[at - 1, j] * step[j, k] * emit[at, k] * behind[at, k] / scale[at]
                        )
            to = gold[row, at]
            before = gold[row, at - 1] if at > 0 else start
            loss -= scores[row, at, to] + transitions[before, to]
            d_scores[row, at, to] -= 1.0
            d_transitions[before, to] -= 1.0
    return loss


class ChainLoss(torch.autograd.Function):
    """Negative log-likelihood a word of the gold states under the chain."""

    @staticmethod
    def forward(ctx, scores, transitions, gold, lengths, starts):
        values = scores.detach().numpy()
        d_scores = np.zeros_like(values)
        steps = transitions.detach().numpy().astype(np.float64)
        d_steps = np.zeros_like(steps)
        loss = _likelihood(values, steps, gold, lengths, starts, d_scores, d_steps)
        words = float(lengths.sum())
        ctx.save_for_backward(torch.from_numpy(d_scores / words), torch.from_numpy((d_steps / words).astype(np.float32)))
        return torch.tensor(loss / words)

    @staticmethod
    def backward(ctx, gradient):
        d_scores, d_steps = ctx.saved_tensors
        return d_scores * gradient, d_steps * gradient, None, None, None


@numba.njit(cache=True, nogil=True)
def best_path(scores, transitions):
    """The best states of one whole document. `scores`: words x states; row `states` of `transitions` is the start."""
    length, states = scores.shape
    path = np.zeros(length, np.int64)
    if length == 0:
        return path
    back = np.zeros((length, states), np.int64)
    value = np.empty(states)
    for k in range(states):
        value[k] = scores[0, k] + transitions[states, k]
    for at in range(1, length):
        best = np.empty(states)
        for k in range(states):
            top, source = -1e30, 0
            for j in range(states):
                candidate = value[j] + transitions[j, k]
                if candidate > top:
                    top, source = candidate, j
            back[at, k] = source
            best[k] = top + scores[at, k]
        value = best
    path[length - 1] = np.argmax(value)
    for at in range(length - 1, 0, -1):
        path[at - 1] = back[at, path[at]]
    return path
