"""Writes dropout.json: torch.nn.functional.dropout of ones, and the losses of a network with it, of a PyTorch that was built without MKL (Debian's 1.13)."""
import json
import math
import os

import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

assert not torch.backends.mkl.is_available()
torch.set_num_threads(1)
SAMPLES, FEATURES, CLASSES, WIDTH = 50, 5, 3, 12


def noise(seed, p, rows, columns):
    torch.manual_seed(seed)
    values = F.dropout(torch.ones(rows, columns), p, training=True)
    return {"seed": seed, "p": p, "rows": rows, "columns": columns, "noise": values.flatten().tolist(), "next": torch.randint(0, 1000000, (1,)).item()}


def losses(seed, p, batch_size, sampling):
    x = torch.tensor([[(i * 7 + j * 3) % 11 / 8 - 0.5 for j in range(FEATURES)] for i in range(SAMPLES)])
    y = torch.tensor([(i * i + 1) % CLASSES for i in range(SAMPLES)])
    model = nn.Sequential(nn.Linear(FEATURES, WIDTH), nn.ReLU(), nn.Dropout(p), nn.Linear(WIDTH, WIDTH), nn.ReLU(), nn.Dropout(p), nn.Linear(WIDTH, CLASSES))
    for module in model:
        if isinstance(module, nn.Linear):
            bound = math.sqrt(3.0) * math.sqrt(2) * math.sqrt(2.0 / sum(module.weight.shape))
            with torch.no_grad():
                module.weight.uniform_(-bound, bound, generator=torch.Generator().manual_seed(seed))
                module.bias.zero_()
    torch.manual_seed(seed)
    optimiser = torch.optim.SGD(model.parameters(), lr=0.1)

    def batches():
        while True:
            if sampling == "replacement":
                chosen = torch.randint(0, SAMPLES, (batch_size,))
                yield x[chosen], y[chosen]
            else:
                yield from DataLoader(TensorDataset(x, y), batch_size=batch_size, drop_last=True, shuffle=True)

    found = []
    for _, (inputs, targets) in zip(range(20), batches()):
        loss = F.cross_entropy(model(inputs), targets)
        found.append(loss.item())
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return {"seed": seed, "p": p, "batch_size": batch_size, "sampling": sampling, "losses": found}


with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "dropout.json"), "w") as out:
    json.dump({
        "noise": [noise(1, 0.5, 3, 7), noise(2, 0.1, 5, 4), noise(3, 0.3, 1, 33), noise(4, 0.9, 16, 2), noise(5, 1.0, 2, 2), noise(6, 2 / 3, 4, 9)],
        "losses": [losses(1, 0.3, 16, "epochs"), losses(7, 0.5, 9, "replacement")],
    }, out, separators=(",", ":"))
