#!/usr/bin/python3
"""Writes losses-odd.json: a hundred losses by PyTorch with OpenBLAS's Haswell kernels, of networks unlike those of the goldens, and the sha256 of the embedding after them.

    OPENBLAS_NUM_THREADS=1 OPENBLAS_CORETYPE=Haswell python3 make_losses.py names.txt

Needs Debian's python3-torch (1.13) and libopenblas0-pthread (0.3.21). The list, the examples and the protocol are those of goldens-makemore-names.json;
seed 1, rate 0.1, gain 5/3 with tanh and the root of 2 with relu and gelu. What the goldens have as well has their names."""
import hashlib, itertools, json, math, os, sys
import torch
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, TensorDataset

assert os.environ.get("OPENBLAS_CORETYPE") == "Haswell"
torch.set_num_threads(1)
STEPS = 100
words = [word.strip() for word in open(sys.argv[1]) if word.strip()]
words = words[: int(0.3 * len(words))]
symbols = {symbol: i for i, symbol in enumerate(sorted(set("".join(words) + ".")))}
contexts, targets = [], []
for word in words:
    context = [0] * 3
    for symbol in word + ".":
        contexts.append(context)
        targets.append(symbols[symbol])
        context = context[1:] + [symbols[symbol]]
examples = TensorDataset(torch.tensor(contexts), torch.tensor(targets))

NORMS = {"layer": nn.LayerNorm, "batch": nn.BatchNorm1d}
CELLS = [dict(zip(("act", "norm", "width", "depth", "batch_size", "momentum", "weight_decay", "penalty"), cell)) for cell in (
    ("relu", "none", 30, 2, 33, 0, 0, 0), ("tanh", "layer", 47, 1, 5, 0, 0, 0), ("relu", "batch", 64, 3, 47, 0, 0, 0), ("tanh", "none", 1, 0, 7, 0, 0, 0),
    ("relu", "none", 100, 0, 24, 0.9, 0, 0), ("tanh", "batch", 23, 2, 60, 0.37, 0.01, 0), ("relu", "layer", 8, 4, 13, 0.9, 0.001, 0),
    ("tanh", "none", 200, 0, 100, 0, 0, 0), ("relu", "none", 33, 1, 1, 0, 0, 0), ("tanh", "layer", 330, 1, 20, 0.5, 0, 0), ("relu", "none", 30, 1, 33, 0, 0, 0.1),
    ("gelu", "none", 37, 2, 33, 0, 0, 0), ("gelu", "layer", 100, 1, 9, 0.9, 0, 0))]
# Passes of a few batches, the last of which holds what is left.
CELLS += [{**dict(zip(("act", "norm", "width", "depth", "batch_size", "momentum", "weight_decay", "penalty"), cell)), "drop_last": False} for cell in (
    ("relu", "none", 19, 1, 20011, 0.9, 0, 0), ("tanh", "batch", 12, 1, 14003, 0, 0, 0))]


def run(act, norm, width, depth, batch_size, momentum, weight_decay, penalty, drop_last=True):
    gain = {"tanh": 5 / 3, "relu": math.sqrt(2), "gelu": math.sqrt(2)}[act]
    layers = [nn.Embedding(len(symbols), 10), nn.Flatten()]
    for inputs, outputs in [(30, width)] + [(width, width)] * depth + [(width, len(symbols))]:
        layers.append(nn.Linear(inputs, outputs))
        if norm != "none":
            layers.append(NORMS[norm](outputs))
        layers.append({"tanh": nn.Tanh, "relu": nn.ReLU, "gelu": nn.GELU}[act]())
    model = nn.Sequential(*layers[:-1])
    for module in model:
        stream = torch.Generator().manual_seed(1)
        with torch.no_grad():
            if isinstance(module, nn.Linear):
                bound = math.sqrt(3.0) * gain * math.sqrt(2.0 / sum(module.weight.shape))
                module.weight.uniform_(-bound, bound, generator=stream)
                module.bias.zero_()
            if isinstance(module, nn.Embedding):
                module.weight.normal_(generator=stream)
    torch.manual_seed(1)
    optimiser = torch.optim.SGD(model.parameters(), lr=0.1, momentum=momentum, weight_decay=weight_decay)
    loader = DataLoader(examples, batch_size=batch_size, drop_last=drop_last, shuffle=True)
    batches = itertools.chain.from_iterable(loader for _ in itertools.count())
    losses = []
    for _ in range(STEPS if drop_last else 10):
        x, y = next(batches)
        loss = F.cross_entropy(model(x), y)
        losses.append(loss.item())  # without the penalty
        if penalty:
            loss = loss + penalty * sum((module.weight ** 2).mean() for module in model if isinstance(module, nn.Linear))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return {"gain": gain, "lr": 0.1, "seed": 1, "skip": None, "steps": len(losses), "losses": losses, "embedding": hashlib.sha256(model[0].weight.detach().numpy().astype("<f4").tobytes()).hexdigest()}


with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "losses-odd.json"), "w") as out:
    json.dump([{**cell, **run(**cell)} for cell in CELLS], out, indent=0, separators=(",", ":"))
