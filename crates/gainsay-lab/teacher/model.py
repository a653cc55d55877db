"""The teacher: one encoder, and four heads that read the first piece of each word.

    states      scores of the states of attribution, for a linear chain
    tags        parts of speech
    ends        whether the word ends its sentence
    syntax      for each pair of words of a sentence, whether one is the other's head (biaffine: Dozat and Manning, ICLR
                2017), and by which relation
"""

import torch
from torch import nn
from transformers import AutoModel

import chain
from data import CASES, ENCODER, Meta

ARC, RELATION = 256, 256
NEVER = -1e4


class Arcs(nn.Module):
    """Scores arcs and relations between the words of one row."""

    def __init__(self, width, relations):
        super().__init__()
        self.dependent = nn.Sequential(nn.Linear(width, ARC), nn.GELU(), nn.Dropout(0.2))
        self.head = nn.Sequential(nn.Linear(width, ARC), nn.GELU(), nn.Dropout(0.2))
        self.pair = nn.Parameter(torch.empty(ARC, ARC))
        self.alone = nn.Linear(ARC, 1, bias=False)  # how readily a word is a head at all
        self.root = nn.Linear(ARC, 1)
        nn.init.xavier_uniform_(self.pair)
        self.below = nn.Linear(width, RELATION)
        self.above = nn.Linear(width, RELATION, bias=False)
        self.relation = nn.Sequential(nn.GELU(), nn.Dropout(0.2), nn.Linear(RELATION, relations))

    def arcs(self, words):
        """For rows of words, rows x word x head; on the diagonal, a word as the root."""
        dependent, head = self.dependent(words), self.head(words)
        with torch.autocast("cpu", enabled=False):
            dependent, head = dependent.float(), head.float()
            scores = (dependent @ self.pair) @ head.transpose(1, 2) + self.alone(head).transpose(1, 2)
            itself = torch.eye(words.shape[1], dtype=torch.bool)
            return torch.where(itself, self.root(dependent), scores)

    def relations(self, words, heads):
        """For words and their heads' vectors, the scores of the relations."""
        return self.relation(self.below(words) + self.above(heads)).float()


class Teacher(nn.Module):
    """The encoder with its heads."""

    def __init__(self, meta: Meta):
        super().__init__()
        self.meta = meta
        self.encoder = AutoModel.from_pretrained(ENCODER)
        width = self.encoder.config.hidden_size
        # The second input of every piece says how its word is written; at first it changes nothing.
        embeddings = self.encoder.embeddings
        plain = embeddings.token_type_embeddings.weight.detach()[:1]
        embeddings.token_type_embeddings = nn.Embedding.from_pretrained(plain.repeat(CASES, 1), freeze=False)
        for name, parameter in embeddings.named_parameters():
            parameter.requires_grad = name.startswith("token_type")
        for layer in self.encoder.encoder.layer:
            layer.attention.self.dropout.p = 0.0
            layer.attention.self.dropout_prob = 0.0
        states = len(meta.states)
        self.drop = nn.Dropout(0.1)
        self.states = nn.Linear(width, states)
        self.tags = nn.Linear(width, len(meta.tags))
        self.ends = nn.Linear(width, 1)
        self.syntax = Arcs(width, len(meta.relations))
        self.steps = nn.Parameter(torch.zeros(states + 2, states))
        allowed = torch.cat([torch.from_numpy(meta.allowed), torch.ones(1, states, dtype=torch.bool)])
        self.register_buffer("allowed", allowed, persistent=False)

    def words(self, frame):
        """The vectors of the words of each window: windows x words x width."""
        hidden = self.encoder(
            input_ids=frame["pieces"], attention_mask=frame["mask"], token_type_ids=frame["cases"]
        ).last_hidden_state
        places = frame["places"][:, :, None].expand(-1, -1, hidden.shape[2])
        return self.drop(hidden.gather(1, places))

    def transitions(self):
        """The chain's transitions, forbidden ones masked; see `chain`."""
        return self.steps.masked_fill(~self.allowed, chain.FORBIDDEN)

    def save(self, path, **about):
        meta = {"states": self.meta.states, "tags": self.meta.tags, "relations": self.meta.relations}
        meta["allowed"] = torch.from_numpy(self.meta.allowed)
        torch.save({"weights": self.state_dict(), "meta": meta, "about": about}, path)

    @classmethod
    def load(cls, path):
        """The saved teacher and what was said of it."""
        saved = torch.load(path, weights_only=True)
        meta = saved["meta"]
        meta = Meta(meta["states"], meta["tags"], meta["relations"], meta["allowed"].numpy())
        teacher = cls(meta)
        teacher.load_state_dict(saved["weights"])
        return teacher.eval(), saved["about"]
