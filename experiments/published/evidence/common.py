"""What the scripts beside this file share."""

import argparse

import torch


def options_of_rounding(sgd=False):
    """The list of words, and the two ways of moving what is computed by less than anybody would notice."""
    parser = argparse.ArgumentParser()
    parser.add_argument("names")
    parser.add_argument("--float64", action="store_true")
    parser.add_argument("--moved", type=int)
    if sgd:
        parser.add_argument("--sgd", action="store_true")
        parser.add_argument("--steps", type=int, default=100)
    return parser.parse_args()


def examples(words, symbols):
    """Every context of three symbols, and the symbol that follows it; '.', the first of the symbols, stands before and after each word."""
    contexts, targets = [], []
    for word in words:
        context = [0] * 3
        for symbol in word + ".":
            contexts.append(context)
            targets.append(symbols[symbol])
            context = context[1:] + [symbols[symbol]]
    return torch.tensor(contexts), torch.tensor(targets)


def move(weight, seed):
    """Moves each number by one unit in the last place, up or down by chance."""
    signs = torch.randint(0, 2, weight.shape, generator=torch.Generator().manual_seed(seed)) * 2 - 1
    with torch.no_grad():
        weight *= 1 + signs * 6e-8
