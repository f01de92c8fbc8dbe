"""How far rounding moves “Building makemore Part 3”'s variant A: its losses by PyTorch, and again with the embedding moved by one unit in the last place.

    python3 variant-a.py names.txt [--float64] [--moved SEED] [--sgd] [--steps N]

prints every ten thousandth loss and the mean of the first hundred. The document writes p.data += -0.1 * p.grad, which rounds a step twice;
--sgd rounds it once, as torch.optim.SGD does and as ours does. Found with Debian's python3-torch 1.13 on a processor with AVX-512 (OPENBLAS_NUM_THREADS=1):

    --steps 40001                       10000    20000    30000    40000    first hundred
    OPENBLAS_CORETYPE=Haswell           2.7329   2.8683   2.6583   2.2322   13.0867
    OPENBLAS_CORETYPE=SkylakeX          2.6959   2.7377   2.8117   2.2457   13.0834
    OPENBLAS_CORETYPE=Nehalem           2.6567   2.6889   2.8401   2.1536   13.1041
    --sgd OPENBLAS_CORETYPE=Haswell     2.7301   2.5110   2.7073   2.1177   13.0496    ours with arithmetic: pytorch, to the last bit
    --sgd OPENBLAS_CORETYPE=SkylakeX    2.6401   2.5613   2.6928   2.1480   13.0589
    --sgd OPENBLAS_CORETYPE=Nehalem     2.6898   2.4149   2.8093   2.1651   13.0671
    --float64                                                               13.0892
    --moved 1 … 24, SkylakeX    13.0529 13.0537 13.0557 13.0566 13.0591 13.0598 13.0605 13.0880 13.0911 13.0978 13.0985 13.1005
                                13.1014 13.1019 13.1044 13.1047 13.1055 13.1118 13.1151 13.1157 13.1211 13.1212 13.1269 13.1291
"""

import random

import torch
import torch.nn.functional as F
from common import examples, move, options_of_rounding

options = options_of_rounding(sgd=True)
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
for step in range(options.steps):
    batch = torch.randint(0, contexts.shape[0], (32,), generator=g)
    loss = F.cross_entropy(torch.tanh(C[contexts[batch]].view(32, -1) @ W1) @ W2 + b2, targets[batch])
    for p in parameters:
        p.grad = None
    loss.backward()
    for p in parameters:
        p.data = p.data.add(p.grad, alpha=-0.1) if options.sgd else p.data + -0.1 * p.grad
    losses.append(loss.item())
    if step % 10000 == 0:
        print(f"{step} {losses[-1]:.4f}")
print(f"{sum(losses[:100]) / 100:.4f}")
