"""Writes shapes.json: the first losses of networks of odd shapes, trained by PyTorch (shared/peers/torch_eager.py).

usage: /usr/bin/python3 make_shapes.py
Needs shared/ beside the project, and Debian's python3-torch and libopenblas0-pthread; OPENBLAS_CORETYPE unset, as for every comparison with PyTorch.
"""
import json, os, pathlib, subprocess, sys, tempfile
import numpy as np

STEPS = 30
SHAPES = [  # activation, norm, width, depth, embedding, context, batch size, seed
    ("relu", "none", 33, 2, 7, 5, 48, 3), ("tanh", "none", 1, 1, 4, 2, 32, 1), ("tanh", "none", 17, 0, 10, 3, 5, 2),
    ("selu", "layer", 64, 3, 10, 4, 33, 7), ("gelu", "batch", 31, 4, 3, 8, 100, 5), ("relu", "batch", 7, 2, 16, 1, 300, 9),
    ("tanh", "layer", 100, 1, 24, 3, 32, 11), ("relu", "none", 257, 1, 10, 3, 64, 4), ("selu", "none", 5, 6, 1, 6, 17, 12),
    ("gelu", "none", 48, 2, 33, 2, 7, 2**31), ("relu", "layer", 2, 3, 5, 3, 256, 6), ("selu", "batch", 96, 1, 12, 7, 16, 0),
]

here = pathlib.Path(__file__).resolve().parent
project = here.parents[3]
names = project / "src/Sweeps.Core/Datasets/Lists/names.txt"
environment = {k: v for k, v in os.environ.items() if not k.startswith("OPENBLAS")} | {"OPENBLAS_NUM_THREADS": "1"}
cells = []
for act, norm, width, depth, embedding, context, batch, seed in SHAPES:
    with tempfile.TemporaryDirectory() as folder:
        dump = os.path.join(folder, "run.npz")
        subprocess.run(
            [sys.executable, project.parent / "shared/peers/torch_eager.py", names, "--act", act, "--norm", norm, "--width", str(width), "--depth", str(depth),
             "--emb", str(embedding), "--block", str(context), "--batch", str(batch), "--seed", str(seed), "--steps", str(STEPS), "--lr", "0.1", "--dump", dump],
            check=True, env=environment, stdout=subprocess.DEVNULL)
        losses = [float(np.float32(loss)) for loss in np.load(dump, allow_pickle=True)["losses"]]
    cells.append({"activation": act, "norm": norm, "width": width, "depth": depth, "embedding": embedding, "context": context,
                  "batch_size": batch, "seed": seed, "losses": losses})

with open(here / "shapes.json", "w", encoding="utf-8") as file:
    file.write('{\n"origin": "PyTorch 1.13 of Debian 12 with OpenBLAS\'s kernels for AVX-512: make_shapes.py",\n"runs": [\n')
    file.write(",\n".join(json.dumps(cell) for cell in cells))
    file.write("\n]\n}\n")
