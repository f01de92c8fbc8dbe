"""“Building makemore Part 3”'s lecture network (W2·0.01, b2·0, b1 added), trained by PyTorch: its losses and twenty words that it draws.

Usage: python3 make_lecture_golden.py names.txt > lecture-golden.json
Made with Debian's python3-torch 1.13.0, OPENBLAS_NUM_THREADS=1, on a processor with AVX-512; names.txt is makemore's.
"""
import json, random, sys
import torch
import torch.nn.functional as F

torch.set_num_threads(1)
STEPS = 1000
words = open(sys.argv[1]).read().split()
symbols = "." + "".join(sorted(set("".join(words))))
number = {symbol: i for i, symbol in enumerate(symbols)}
random.seed(42)
random.shuffle(words)
contexts, targets = [], []
for word in words[: int(0.8 * len(words))]:
    context = [0] * 3
    for symbol in word + ".":
        contexts.append(context)
        targets.append(number[symbol])
        context = context[1:] + [number[symbol]]
X, Y = torch.tensor(contexts), torch.tensor(targets)


def train(variant):
    g = torch.Generator().manual_seed(2147483647)
    C = torch.randn((27, 10), generator=g)
    W1 = torch.randn((30, 200), generator=g)
    b1 = torch.randn(200, generator=g)
    W2 = torch.randn((200, 27), generator=g)
    b2 = torch.randn(27, generator=g)
    if variant != "A":
        W2, b2 = W2 * 0.01, b2 * 0
    if variant == "C":
        W1 = W1 * 0.2
    parameters = [C, W1, W2, b2] + ([b1] if variant == "B with b1" else [])
    for p in parameters:
        p.requires_grad = True

    def logits(x):
        h = C[x].view(x.shape[0], -1) @ W1
        return torch.tanh(h + b1 if variant == "B with b1" else h) @ W2 + b2

    losses = []
    for _ in range(STEPS):
        ix = torch.randint(0, X.shape[0], (32,), generator=g)
        loss = F.cross_entropy(logits(X[ix]), Y[ix])
        for p in parameters:
            p.grad = None
        loss.backward()
        for p in parameters:
            p.data += -0.1 * p.grad
        losses.append(loss.item())
    return losses, logits


def draw(logits, replacement):
    g = torch.Generator().manual_seed(2147483647 + 10)
    drawn = []
    for _ in range(20):
        out, context = [], [0] * 3
        while True:
            probs = F.softmax(logits(torch.tensor([context])), dim=1)
            ix = torch.multinomial(probs, num_samples=1, replacement=replacement, generator=g).item()
            context = context[1:] + [ix]
            if ix == 0:
                break
            out.append(ix)
        drawn.append("".join(symbols[i] for i in out))
    return drawn


result = {"origin": "PyTorch " + torch.__version__ + ", make_lecture_golden.py", "steps": STEPS, "losses": {}}
for variant in ("A", "B", "C", "B with b1"):
    losses, logits = train(variant)
    result["losses"][variant] = losses[:200]
result["words"] = draw(logits, False)
result["words_with_replacement"] = draw(logits, True)
print(json.dumps(result, indent=1))
