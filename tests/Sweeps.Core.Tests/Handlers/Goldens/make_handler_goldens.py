#!/usr/bin/python3
"""Writes handler-goldens.json: what numpy and PyTorch say about small tensors that C# makes by the same formula (HandlerGoldens.cs).

Needs Debian's python3-numpy and python3-torch; made with numpy 1.24.2 and torch 1.13.1. usage: make_handler_goldens.py > handler-goldens.json
"""
import json
import numpy as np
import torch


def values(count, seed):
    """Multiples of 1/64, exact in float32."""
    return np.array([((k * k * 7919 + 13 * k + seed * 104729) % 1009 - 504) / 64 for k in range(count)], np.float32)


def percentiles():
    for count, seed in [(1, 0), (2, 1), (3, 2), (5, 3), (10, 4), (99, 5), (100, 6), (960, 7), (2800, 8)]:
        at = [0, 2.5, 16, 33.3, 50, 84, 99.9, 100]
        yield {"count": count, "seed": seed, "at": at, "expected": np.percentile(values(count, seed).astype(np.float64), at).tolist()}


def histograms():
    for count, seed, bins, deviations in [(960, 1, 100, 4.0), (100, 2, 7, 1.5), (30, 3, 100, 0.5), (2, 4, 3, 2.0)]:
        x = torch.tensor(values(count, seed))
        half = float(np.float32(x.double().std().item() * deviations))
        yield {"count": count, "seed": seed, "bins": bins, "deviations": deviations, "half": half,
               "expected": torch.histc(x.double(), bins=bins, min=-half, max=half).int().tolist()}


def moments():
    for count, seed in [(2, 0), (17, 1), (960, 2)]:
        x = torch.tensor(values(count, seed)).double()
        yield {"count": count, "seed": seed, "mean": x.mean().item(), "std": x.std().item(), "min": x.min().item(), "max": x.max().item()}


def singular_values():
    for rows, columns, seed, rank in [(1, 1, 1, 1), (32, 30, 2, 30), (32, 27, 3, 27), (8, 64, 4, 8), (70, 40, 5, 40), (32, 30, 6, 3), (30, 30, 7, 1)]:
        if rank == min(rows, columns):
            a = values(rows * columns, seed).reshape(rows, columns)
        else:  # integers times integers: exact in float32, so the rank is exact
            left = np.floor(values(rows * rank, seed)).reshape(rows, rank)
            right = np.floor(values(rank * columns, seed + 100)).reshape(rank, columns)
            a = left @ right
        s = np.linalg.svd(a.astype(np.float64), compute_uv=False)
        yield {"rows": rows, "columns": columns, "seed": seed, "rank": rank, "largest": s[0], "sum": s.sum()}


def flat():
    """How many of a million points from -8 to 8 have |f'| <= threshold, by autograd in float64."""
    functions = {"Tanh": torch.nn.Tanh(), "ReLU": torch.nn.ReLU(), "SELU": torch.nn.SELU(), "GELU": torch.nn.GELU()}
    for name, function in functions.items():
        for threshold in [0.01, 0.1, 0.12, 0.5, 0.99, 1.1, 1.5, 2.0]:
            # Half steps, so that no point is 0, where ReLU's and SELU's derivatives jump.
            x = ((torch.arange(1_000_000, dtype=torch.float64) + 0.5) / 62_500 - 8).requires_grad_()
            function(x).sum().backward()
            inside = (x.grad.abs() <= threshold).numpy()
            edges = np.flatnonzero(np.diff(inside.astype(int)))
            yield {"activation": name, "threshold": threshold, "first": bool(inside[0]), "edges": [float(x[i].item()) for i in edges]}


print(json.dumps({"origin": f"make_handler_goldens.py, numpy {np.__version__}, torch {torch.__version__}",
                  "percentiles": list(percentiles()), "histograms": list(histograms()), "moments": list(moments()),
                  "singular_values": list(singular_values()), "flat": list(flat())}, indent=1))
