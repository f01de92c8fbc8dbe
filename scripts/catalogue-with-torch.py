"""See scripts/catalogue-with-torch: arguments are the words of the program, the table, and a folder to work in."""
import csv
import json
import math
import struct
import subprocess
import sys

import torch

*PROGRAM, TABLE, WORK = sys.argv[1:]
TOLERANCE = 1e-5
WIDTH, DEPTH, STEPS = 13, 2, 41

# What is tried of each entry: values of parameters by their short names. An entry that is not here is an error.
ACTIVATIONS = {
    "tanh": torch.nn.Tanh(), "relu": torch.nn.ReLU(), "selu": torch.nn.SELU(), "gelu": torch.nn.GELU(), "leaky_relu": torch.nn.LeakyReLU(0.01),
    "identity": torch.nn.Identity(), "sigmoid": torch.nn.Sigmoid(), "hardtanh": torch.nn.Hardtanh(), "softplus": torch.nn.Softplus(),
    "elu": torch.nn.ELU(), "silu": torch.nn.SiLU(), "mish": torch.nn.Mish(), "gelu_tanh": torch.nn.GELU(approximate="tanh"),
}
NORMS = {"none": None, "batch": "BatchNorm", "layer": "LayerNorm", "rms": "RMSNorm"}
OPTIMIZERS = {
    "sgd": [(dict(momentum=0.9, weight_decay=0.01), torch.optim.SGD), (dict(momentum=0.9, nesterov=True), torch.optim.SGD), (dict(momentum=0.5, dampening=0.3), torch.optim.SGD)],
    "adam": [(dict(), torch.optim.Adam), (dict(weight_decay=0.1, beta1=0.8, beta2=0.99), torch.optim.Adam)],
    "adamw": [(dict(weight_decay=0.1), torch.optim.AdamW)],
    "rmsprop": [(dict(momentum=0.3, rmsprop_alpha=0.9), torch.optim.RMSprop), (dict(centered=True), torch.optim.RMSprop)],
}


def schedules(optimizer, rate, name):
    of = torch.optim.lr_scheduler
    last = STEPS - 1
    return {
        "constant": lambda: of.LambdaLR(optimizer, lambda step: 1),
        "step": lambda: of.LambdaLR(optimizer, lambda step: 0.1 if step >= 0.5 * STEPS else 1),
        "cosine": lambda: of.CosineAnnealingLR(optimizer, last, eta_min=0.1 * rate),
        "linear": lambda: of.LinearLR(optimizer, 1, 0.1, last),
        "multi_step": lambda: of.MultiStepLR(optimizer, [math.ceil(0.3 * STEPS), math.ceil(0.6 * STEPS)], 0.5),
        "exponential": lambda: of.ExponentialLR(optimizer, 0.9),
        "one_cycle": lambda: of.OneCycleLR(optimizer, rate, total_steps=STEPS),
        "cosine_restarts": lambda: of.CosineAnnealingWarmRestarts(optimizer, 7, 2, eta_min=0.1 * rate),
    }[name]()


SCHEDULES = {
    "constant": "constant", "step": "{ step: { at: 0.5, factor: 0.1 } }", "cosine": "{ cosine: { factor: 0.1 } }", "linear": "{ linear: { factor: 0.1 } }",
    "multi_step": "{ multi_step: { milestones: [0.3, 0.6], gamma: 0.5 } }", "exponential": "{ exponential: { gamma: 0.9 } }", "one_cycle": "one_cycle",
    "cosine_restarts": "{ cosine_restarts: { t_0: 7, t_mult: 2, factor: 0.1 } }",
}


class RMSNorm(torch.nn.Module):
    """PyTorch 1.13 has none; this is torch.nn.RMSNorm of 2.4."""

    def __init__(self, units):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.ones(units))

    def forward(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + torch.finfo(x.dtype).eps) * self.weight


def sweeps(*arguments):
    done = subprocess.run([*PROGRAM, *arguments], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"sweeps {' '.join(arguments)}: {done.stderr}")
    return done.stdout


def entries():
    values = json.loads(sweeps("schema"))["definitions"]["value"]["properties"]
    catalogue = {"activation": values["activation"]["default"] and [], "norm": [], "optimizer": [], "schedule": []}
    # Second names stand behind all first names in the schema; help texts have the first ones alone, so the plan of each name says which is meant.
    for key in ("activation", "norm", "optimizer"):
        names = values[key]["enum"]
        text = f"name: n\ndataset: {{ kind: table, source: iris, shuffle: 'torch:1' }}\ntrain: {{ steps: 2 }}\ngrid: {{ {key}: [{', '.join(names)}] }}\n"
        open(f"{WORK}/names.yaml", "w").write(text)
        for cell in range(len(names)):
            meant = json.loads(sweeps("plan", f"{WORK}/names.yaml", "--resolved", "--cell", str(cell), "--json"))["parameters"][key]
            if meant not in catalogue[key]:
                catalogue[key].append(meant)
    for form in values["schedule"]["anyOf"]:
        for name in form.get("enum", form.get("required", [])):
            if name not in catalogue["schedule"]:
                catalogue["schedule"].append(name)
    return catalogue


def tensors(path):
    raw = open(path, "rb").read()
    size = struct.unpack("<Q", raw[:8])[0]
    head = json.loads(raw[8:8 + size])
    found = {}
    for name, about in head.items():
        if name == "__metadata__":
            continue
        begin, end = about["data_offsets"]
        found[name] = torch.frombuffer(bytearray(raw[8 + size + begin:8 + size + end]), dtype=torch.float32).reshape(about["shape"]).clone()
    return found


def network(first, activation, norm):
    modules = []
    layers = sum(name.startswith("Linear.") and name.endswith(".weight") for name in first)
    for i in range(layers):
        weight = first[f"Linear.{i}.weight"]
        linear = torch.nn.Linear(weight.shape[1], weight.shape[0])
        linear.weight.data, linear.bias.data = weight.clone(), first[f"Linear.{i}.bias"].clone()
        modules.append(linear)
        if norm and f"{norm}.{i}.weight" in first:
            units = weight.shape[0]
            one = {"BatchNorm": torch.nn.BatchNorm1d, "LayerNorm": torch.nn.LayerNorm, "RMSNorm": RMSNorm}[norm](units)
            one.weight.data = first[f"{norm}.{i}.weight"].clone()
            if norm != "RMSNorm":
                one.bias.data = first[f"{norm}.{i}.bias"].clone()
            modules.append(one)
        if i < layers - 1:
            modules.append(activation)
    return torch.nn.Sequential(*modules)


def data():
    rows = list(csv.reader(open(TABLE)))[1:]
    table = torch.tensor([[float(field) for field in row] for row in rows])
    order = torch.randperm(len(table), generator=torch.Generator().manual_seed(1))
    train = table[order[:int(0.8 * len(table))]]
    inputs, targets = train[:, :-1], train[:, -1:]
    mean = inputs.double().mean(0).float()
    scale = inputs.double().std(0, unbiased=False).float()
    return (inputs - mean) / scale, targets


def main():
    cases = []  # (catalogue, entry, parameters, activation, norm, optimizer, its options, rate, schedule)
    catalogue = entries()
    ours = {"activation": ACTIVATIONS, "norm": NORMS, "optimizer": OPTIMIZERS, "schedule": SCHEDULES}
    lacking = [f"{key} {name}" for key, names in catalogue.items() for name in names if name not in ours[key]]
    if lacking:
        sys.exit(f"catalogue-with-torch: no case for {', '.join(lacking)}")
    for activation in catalogue["activation"]:
        for norm in catalogue["norm"]:
            cases.append((("activation", activation), ("norm", norm), dict(activation=activation, norm=norm, optimizer="adam", lr=0.01, schedule="constant"), {}, torch.optim.Adam))
    for name in catalogue["optimizer"]:
        for options, kind in OPTIMIZERS[name]:
            rate = 1e-4 if name == "sgd" else 0.01
            cases.append((("optimizer", name), None, dict(activation="tanh", norm="none", optimizer=name, lr=rate, schedule="constant"), options, kind))
    for name in catalogue["schedule"]:
        cases.append((("schedule", name), None, dict(activation="tanh", norm="none", optimizer="sgd", lr=1e-4, schedule=name), dict(momentum=0.9) if name == "one_cycle" else {}, torch.optim.SGD))
        cases.append((("schedule", name), None, dict(activation="tanh", norm="layer", optimizer="adam", lr=0.01, schedule=name), {}, torch.optim.Adam))

    def definition(name, steps, rate):
        cells = []
        for _, _, given, options, _ in cases:
            values = {**given, **options, "schedule": SCHEDULES[given["schedule"]]}
            if rate is not None:
                values["lr"] = rate
            cells.append("  - { " + ", ".join(f"{key}: {str(value).lower() if isinstance(value, bool) else value}" for key, value in values.items()) + " }")
        text = f"name: {name}\ndataset: {{ kind: table, source: {TABLE}, task: regression, standardize: true, shuffle: 'torch:1', split: {{ train: 0.8, valid: 0.1, test: 0.1 }} }}\n" \
            f"model: {{ width: {WIDTH}, depth: {DEPTH}, normalize_logits: false }}\ntrain: {{ steps: {steps}, batch_size: full }}\nsave: model\ninclude:\n" + "\n".join(cells) + "\n"
        open(f"{WORK}/{name}.yaml", "w").write(text)
        sweeps("run", f"{WORK}/{name}.yaml", "--out", WORK, "--quiet")
        return [json.loads(sweeps("plan", f"{WORK}/{name}.yaml", "--out", WORK, "--resolved", "--cell", str(cell), "--json"))["run"] for cell in range(len(cells))]

    # The one output is not normalised: a number by its own root mean square is its sign, which jumps.
    # One step without a rate leaves the first weights.
    first = definition("first", 1, 0)
    trained = definition("trained", STEPS, None)
    sweeps("export", f"{WORK}/trained")
    losses = {}
    for row in csv.DictReader(open(f"{WORK}/trained/exports/csv/losses.csv")):
        losses.setdefault(row["run"], []).append(float(row["loss"]))

    inputs, targets = data()
    worst = {}
    for (entry, more, given, options, kind), begun, run in zip(cases, first, trained):
        torch.manual_seed(0)
        model = network(tensors(f"{WORK}/first/models/{begun}.safetensors"), ACTIVATIONS[given["activation"]], NORMS[given["norm"]])
        named = dict(options)
        if "beta1" in named:
            named["betas"] = (named.pop("beta1"), named.pop("beta2"))
        if "rmsprop_alpha" in named:
            named["alpha"] = named.pop("rmsprop_alpha")
        optimizer = kind(model.parameters(), lr=given["lr"], **named)
        schedule = schedules(optimizer, given["lr"], given["schedule"])
        far = 0.0
        for step in range(STEPS):
            loss = torch.nn.functional.mse_loss(model(inputs), targets)
            far = max(far, abs(losses[run][step] - loss.item()) / loss.item())
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step() if step < STEPS - 1 else None
        for key in (entry, more):
            if key is not None:
                count, before = worst.get(key, (0, 0.0))
                worst[key] = (count + 1, max(before, far))

    print(f"{'catalogue':<12}{'entry':<18}{'cases':>6}{'steps':>7}{'worst':>11}{'tolerance':>11}")
    beyond = 0
    for (key, name), (count, far) in worst.items():
        beyond += not far <= TOLERANCE
        print(f"{key:<12}{name:<18}{count:>6}{count * STEPS:>7}{far:>11.1e}{TOLERANCE:>11.0e}{'' if far <= TOLERANCE else '  beyond'}")
    print(f"PyTorch {torch.__version__}: {len(cases)} cases, {len(worst)} entries, {beyond} beyond the tolerance")
    sys.exit(beyond > 0)


main()
