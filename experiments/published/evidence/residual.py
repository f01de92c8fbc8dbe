"""How far rounding moves “Activations and Gradients”'s residual figure, 2.423: the mean of its last hundred losses by PyTorch, and again with the embedding moved by one unit in the last place.

    python3 residual.py spanish-surnames.txt [--float64] [--moved SEED]

prints the means of the first and the last hundred losses. Found with Debian's python3-torch 1.13 on a processor with AVX-512 (OPENBLAS_NUM_THREADS=1):

    OPENBLAS_CORETYPE=Haswell   2.422566     as it is, float32, three orders of addition
    OPENBLAS_CORETYPE=Nehalem   2.422471
    OPENBLAS_CORETYPE=SkylakeX  2.421399
    --float64                   2.419643
    --moved 1 … 24, SkylakeX    2.419643 2.420538 2.420879 2.420879 2.420879 2.421235 2.421291 2.421349 2.421462 2.421484 2.421484 2.421626
                                2.421704 2.421996 2.421996 2.421996 2.422743 2.422747 2.422749 2.422766 2.423097 2.423120 2.423165 2.423904

Ours ends at 2.422566 with arithmetic: pytorch, and at 2.421399 with arithmetic: fast, which adds as the SkylakeX kernels do.
The first hundred are 2.958008 in every run.
"""

import math

import torch
from common import examples, move, options_of_rounding
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, TensorDataset

options = options_of_rounding()
torch.set_num_threads(1)

words = [word.strip().lower() for word in open(options.names) if word.strip()]
words = words[: int(0.3 * len(words))]
symbols = {symbol: i for i, symbol in enumerate(sorted(set("".join(words) + ".")))}
contexts, targets = examples(words, symbols)


class Block(nn.Module):
    """Added to its input: layer norm, ReLU, linear."""

    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(30, 30)
        self.norm = nn.LayerNorm(30)

    def forward(self, x):
        return x + self.linear(F.relu(self.norm(x)))


count = len(symbols)
model = nn.Sequential(
    nn.Embedding(count, 10), nn.Flatten(), nn.Linear(30, 30), *(Block() for _ in range(6)),
    nn.LayerNorm(30), nn.ReLU(), nn.Linear(30, count), nn.LayerNorm(count))
for module in model.modules():
    generator = torch.Generator().manual_seed(1)
    if isinstance(module, nn.Linear):
        bound = math.sqrt(3.0) * math.sqrt(2.0) * math.sqrt(2.0 / sum(module.weight.shape))
        with torch.no_grad():
            module.weight.uniform_(-bound, bound, generator=generator)
        nn.init.zeros_(module.bias)
    if isinstance(module, nn.Embedding):
        with torch.no_grad():
            module.weight.normal_(generator=generator)
if options.moved is not None:
    move(model[0].weight, options.moved)
if options.float64:
    model.double()

torch.manual_seed(1)
data = DataLoader(TensorDataset(contexts, targets), batch_size=32, drop_last=True, shuffle=True)
optimiser = torch.optim.SGD(model.parameters(), lr=0.3)
losses = []
batches = iter(data)
for _ in range(3000):
    try:
        x, y = next(batches)
    except StopIteration:
        batches = iter(data)
        x, y = next(batches)
    loss = F.cross_entropy(model(x), y)
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()
    losses.append(loss.item())
print(f"{sum(losses[:100]) / 100:.6f} {sum(losses[-100:]) / 100:.6f}")
