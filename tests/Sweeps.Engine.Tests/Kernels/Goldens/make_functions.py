#!/usr/bin/python3
"""Writes functions.json: what PyTorch's vectorised functions give, as bits. Needs Debian's python3-torch.

numbers: torch.randn with the seed 1 times 2^k, k from -40 to 6, and the edges of the functions' ranges."""
import json, os, struct
import torch

torch.set_num_threads(1)
EDGES = [0.0, -0.0, float("inf"), float("-inf"), float("nan"), 1.0, -1.0, 1e-40, -1e-40, 1.17549435e-38, 1e-45, 3.4028235e38, -3.4028235e38,
         88.72283, 88.72284, 89.0, -87.3, -87.4, -103.9, -104.0, 8.6643, 8.6644, 9.0, 0.625, 0.5, 2.0, 0.7071067, 1.4142135, 17.0, -17.0]
drawn = torch.randn(47 * 64, generator=torch.Generator().manual_seed(1)).reshape(47, 64)
numbers = torch.cat([(drawn * (2.0 ** torch.arange(-40, 7)).unsqueeze(1)).reshape(-1), torch.tensor(EDGES), torch.zeros(2)])


def bits(tensor):
    return [struct.unpack("<i", struct.pack("<f", v))[0] for v in tensor.tolist()]


inputs = numbers.clone().requires_grad_()
torch.nn.functional.gelu(inputs).backward(torch.ones_like(numbers))

functions = {
    "numbers": numbers, "exp": torch.exp(numbers), "log": torch.log(numbers), "tanh": torch.tanh(numbers),
    "relu": torch.relu(numbers), "selu": torch.selu(numbers),
    "gelu": torch.nn.functional.gelu(numbers), "gelu_slope": inputs.grad,
}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "functions.json"), "w") as out:
    json.dump({"torch": torch.__version__, **{name: bits(values) for name, values in functions.items()}}, out, separators=(",", ":"))
