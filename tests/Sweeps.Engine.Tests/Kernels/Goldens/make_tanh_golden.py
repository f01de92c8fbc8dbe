"""tanh of float32 numbers as PyTorch computes it: pairs of bit patterns, input then output, little-endian.

Made with Debian's python3-torch 1.13.0 on a processor with AVX2: python3 make_tanh_golden.py > tanh-golden.bin
"""
import sys
import numpy as np
import torch

rng = np.random.default_rng(1)
x = np.concatenate([
    rng.normal(size=6000).astype(np.float32) * np.float32(1.5),
    rng.uniform(-10, 10, 3000).astype(np.float32),
    (10 ** rng.uniform(-40, 2, 1000)).astype(np.float32),
    np.array([0.0, -0.0, np.inf, -np.inf, 8.664339, 8.66434, 8.6643405, 0.34657359, 1e-45], dtype=np.float32),
])
y = torch.tanh(torch.from_numpy(x)).numpy()
sys.stdout.buffer.write(np.stack([x, y], axis=1).astype("<f4").tobytes())
