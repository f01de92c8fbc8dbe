#!/usr/bin/python3
"""Writes layer-norm.json: sha256 of the float32 numbers that PyTorch's layer norm gives, and of its gradients. Needs Debian's python3-torch.

For each size torch.rand with the seed 1000 * samples + units draws x and dy (samples x units, minus a half; x times four), the gain (plus a half)
and the bias (minus a half), in this order."""
import hashlib, json, os
import torch

torch.set_num_threads(1)
SIZES = [(u, s) for u in [*range(1, 71), 100, 127, 128, 129, 135, 136, 200, 255, 256, 257, 300, 384, 385, 520, 700, 1100, 2200] for s in (3, 33)] + [(30, 32), (9, 300), (64, 50)]


def sha256(tensor):
    return hashlib.sha256(tensor.detach().numpy().astype("<f4").tobytes()).hexdigest()


rows = []
for units, samples in SIZES:
    stream = torch.Generator().manual_seed(1000 * samples + units)
    x = ((torch.rand((samples, units), generator=stream) - 0.5) * 4).requires_grad_()
    dy = torch.rand((samples, units), generator=stream) - 0.5
    gain = (torch.rand(units, generator=stream) + 0.5).requires_grad_()
    bias = (torch.rand(units, generator=stream) - 0.5).requires_grad_()
    y = torch.nn.functional.layer_norm(x, (units,), gain, bias)
    y.backward(dy)
    rows.append({"units": units, "samples": samples, "y": sha256(y), "dx": sha256(x.grad), "dgain": sha256(gain.grad), "dbias": sha256(bias.grad)})
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "layer-norm.json"), "w") as out:
    json.dump({"torch": torch.__version__, "sizes": rows}, out, indent=0, separators=(",", ":"))
