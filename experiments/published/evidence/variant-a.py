"""How far rounding moves document 003's variant A: its first hundred losses by PyTorch, and again with the embedding moved by one unit in the last place.

    python3 variant-a.py names.txt [--float64] [--moved SEED]

prints the mean of the first hundred losses. Found with Debian's python3-torch 1.13 on a processor with AVX-512 (OPENBLAS_NUM_THREADS=1):

    OPENBLAS_CORETYPE=Haswell   13.0867      as it is, float32, three orders of addition
    OPENBLAS_CORETYPE=SkylakeX  13.0834
    OPENBLAS_CORETYPE=Nehalem   13.1041
    --float64                   13.0892
    --moved 1 … 24, SkylakeX    13.0529 13.0537 13.0557 13.0566 13.0591 13.0598 13.0605 13.0880 13.0911 13.0978 13.0985 13.1005
                                13.1014 13.1019 13.1044 13.1047 13.1055 13.1118 13.1151 13.1157 13.1211 13.1212 13.1269 13.1291

Ours, 13.0533, has PyTorch's bits at steps 0, 1 and 3, differs by one unit in the last place at step 2, and by 7e-5 at step 10.
Of the six products of a step, OpenBLAS's SkylakeX kernels add the terms of five one after another, as we do; not those of dz @ W1.T, 200 with a
transposed right side. torch.nn.Linear's layout has no such product. The update is in two roundings here and in one in torch.optim.SGD, which ours follows.
"""

import random

import torch
import torch.nn.functional as F
from common import examples, move, options_of_rounding

options = options_of_rounding()
torch.set_num_threads(1)

words = open(options.names).read().splitlines()
symbols = {symbol: i + 1 for i, symbol in enumerate(sorted(set("".join(words))))} | {".": 0}
random.seed(42)
random.shuffle(words)
contexts, targets = examples(words[: int(0.8 * len(words))], symbols)

g = torch.Generator().manual_seed(2147483647)
C, W1, _, W2, b2 = (torch.randn(shape, generator=g) for shape in ((27, 10), (30, 200), (200,), (200, 27), (27,)))
if options.moved is not None:
    move(C, options.moved)
parameters = [p.to(torch.float64 if options.float64 else torch.float32).requires_grad_() for p in (C, W1, W2, b2)]
C, W1, W2, b2 = parameters
losses = []
for _ in range(100):
    batch = torch.randint(0, contexts.shape[0], (32,), generator=g)
    loss = F.cross_entropy(torch.tanh(C[contexts[batch]].view(32, -1) @ W1) @ W2 + b2, targets[batch])
    for p in parameters:
        p.grad = None
    loss.backward()
    for p in parameters:
        p.data += -0.1 * p.grad
    losses.append(loss.item())
print(f"{sum(losses) / len(losses):.4f}")
