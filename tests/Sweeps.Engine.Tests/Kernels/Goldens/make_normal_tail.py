#!/usr/bin/python3
"""Writes normal-tail.json: the error function and the upper tail of the normal distribution in 40 digits. Needs Debian's python3-mpmath."""
import json, os
import mpmath as mp

mp.mp.dps = 40
POINTS = [i / 64 for i in range(1, 64 * 8)] + [8 + i / 8 for i in range(8 * 29)]
rows = [[t, float(mp.erf(mp.mpf(t))), float(mp.erfc(mp.mpf(t) / mp.sqrt(2)) / 2), float(mp.exp(-mp.mpf(t) ** 2 / 2))] for t in POINTS]
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "normal-tail.json"), "w") as out:
    json.dump({"columns": ["t", "erf", "tail", "bell"], "rows": rows}, out, separators=(",", ":"))
