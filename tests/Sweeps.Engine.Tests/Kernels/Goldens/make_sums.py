#!/usr/bin/python3
"""Writes sums.json: what PyTorch's sums give, as bits. Needs Debian's python3-torch.

bias: the sum over the rows of a matrix of samples x units, torch.rand with the seed 1000 * samples + units, minus a half.
losses: nll_loss(reduction="sum") of so many samples of one class, torch.rand with the seed samples."""
import json, os, struct
import torch

torch.set_num_threads(1)
SAMPLES = [1, 2, 3, 4, 5, 6, 7, 8, 15, 16, 17, 31, 32, 33, 64, 70, 256, 300, 1000, 5000]
UNITS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 27, 30, 32, 33, 64, 70, 200]


def draw(seed, shape):
    return torch.rand(shape, generator=torch.Generator().manual_seed(seed))


def bits(tensor):
    return [struct.unpack("<i", struct.pack("<f", v))[0] for v in tensor.reshape(-1).tolist()]


bias = [{"samples": s, "units": u, "bits": bits((draw(1000 * s + u, (s, u)) - 0.5).sum(0))} for s in SAMPLES for u in UNITS if s < 5000 or u == 1]
losses = [{"samples": s, "bits": bits(torch.nn.functional.nll_loss(-draw(s, (s, 1)), torch.zeros(s, dtype=torch.int64), reduction="sum"))}
          for s in list(range(1, 71)) + [255, 256, 257, 300, 1000, 5000]]
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "sums.json"), "w") as out:
    json.dump({"torch": torch.__version__, "bias": bias, "losses": losses}, out, separators=(",", ":"))
