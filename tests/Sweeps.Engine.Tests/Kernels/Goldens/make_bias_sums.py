#!/usr/bin/python3
"""Writes bias-sums.json: what PyTorch's sum over the rows of a matrix gives, as bits. Needs Debian's python3-torch.

The matrix of samples x units is torch.rand with the seed 1000 * samples + units, minus a half, on one thread."""
import json, os, struct
import torch

torch.set_num_threads(1)
SAMPLES = [1, 2, 3, 4, 5, 8, 15, 16, 17, 31, 32, 33, 64, 70, 256, 300, 1000]
UNITS = [2, 3, 4, 5, 6, 7, 8, 9, 27, 30, 32, 33, 64, 70, 200]
sums = []
for samples in SAMPLES:
    for units in UNITS:
        generator = torch.Generator().manual_seed(1000 * samples + units)
        total = (torch.rand((samples, units), generator=generator) - 0.5).sum(0)
        sums.append({"samples": samples, "units": units, "bits": [struct.unpack("<i", struct.pack("<f", v))[0] for v in total.tolist()]})
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "bias-sums.json"), "w") as out:
    json.dump({"torch": torch.__version__, "sums": sums}, out, separators=(",", ":"))
