#!/usr/bin/python3
"""Writes norm-options.json: sha256 of the float32 numbers that PyTorch's layer norm and batch norm give with another eps and without gain and bias, and of their gradients.
Needs Debian's python3-torch.

For each size torch.rand with the seed 1000 * samples + units draws x and dy (samples x units, minus a half; x times four), in this order."""
import hashlib, json, os
import torch

torch.set_num_threads(1)
SIZES = [(1, 3), (5, 7), (9, 4), (16, 16), (30, 32), (33, 17), (129, 3), (64, 50)]


def sha256(tensor):
    return hashlib.sha256(tensor.detach().contiguous().numpy().astype("<f4").tobytes()).hexdigest()


rows = []
for norm in ("layer", "batch"):
    for affine in (True, False):
        for eps in (1e-5, 0.01, 0.3):
            for units, samples in SIZES:
                stream = torch.Generator().manual_seed(1000 * samples + units)
                x = ((torch.rand((samples, units), generator=stream) - 0.5) * 4).requires_grad_()
                dy = torch.rand((samples, units), generator=stream) - 0.5
                module = torch.nn.LayerNorm(units, eps=eps, elementwise_affine=affine) if norm == "layer" else torch.nn.BatchNorm1d(units, eps=eps, affine=affine)
                y = module(x)
                y.backward(dy)
                rows.append({"norm": norm, "affine": affine, "eps": eps, "units": units, "samples": samples, "y": sha256(y), "dx": sha256(x.grad)})
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "norm-options.json"), "w") as out:
    json.dump({"torch": torch.__version__, "rows": rows}, out, indent=0, separators=(",", ":"))
