#!/usr/bin/python3
"""Writes products.json: sha256 of the float32 numbers that PyTorch's linear layer gives, and of its gradients, with OpenBLAS's Haswell kernels.

Needs Debian's python3-torch (1.13) and libopenblas0-pthread (0.3.21), and OPENBLAS_CORETYPE=Haswell in the environment.
For each size torch.rand with the seed 1000000 * samples + 1000 * inputs + outputs draws x (samples x inputs), the weight (outputs x inputs, or inputs x outputs
where the layout is in_out), the bias and dy (samples x outputs), in this order, each minus a half."""
import hashlib, json, os
import torch

assert os.environ.get("OPENBLAS_CORETYPE") == "Haswell"
torch.set_num_threads(1)
SIZES = [(32, 30, 30), (32, 30, 29), (32, 30, 200), (32, 200, 27), (32, 10, 30), (32, 64, 64), (64, 64, 100)]
# Every rest of rows by eight and columns by twelve, few terms and many, and what is cut into parts.
SIZES += [(b, i, o) for b in (*range(1, 38), 48, 100) for i, o in (((b * 7) % 41 + 1, (b * 11) % 53 + 1), ((b * 13) % 67 + 8, (b * 5) % 31 + 8))]
SIZES += [(32, 500, 40), (32, 40, 500), (20, 1000, 20), (24, 20, 1700), (700, 20, 30), (330, 30, 30), (34, 321, 329), (40, 640, 641), (104600, 9, 24)]


def sha256(tensor):
    return hashlib.sha256(tensor.detach().numpy().astype("<f4").tobytes()).hexdigest()


rows = []
for samples, inputs, outputs in SIZES:
    for layout in ("out_in", "in_out"):
        stream = torch.Generator().manual_seed(1000000 * samples + 1000 * inputs + outputs)
        shape = (outputs, inputs) if layout == "out_in" else (inputs, outputs)
        x, weight, bias, dy = (torch.rand(s, generator=stream) - 0.5 for s in ((samples, inputs), shape, (outputs,), (samples, outputs)))
        x.requires_grad_(), weight.requires_grad_()
        # Of an in_out layer with more than 320 inputs ours adds the bias to the first part of the terms, and this would add it to all of them.
        y = torch.nn.functional.linear(x, weight, bias) if layout == "out_in" else torch.addmm(bias, x, weight)
        y.backward(dy)
        rows.append({"samples": samples, "inputs": inputs, "outputs": outputs, "layout": layout,
                     "y": sha256(y), "dx": sha256(x.grad), "dweight": sha256(weight.grad)})
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "products.json"), "w") as out:
    json.dump({"torch": torch.__version__, "sizes": rows}, out, indent=0, separators=(",", ":"))
