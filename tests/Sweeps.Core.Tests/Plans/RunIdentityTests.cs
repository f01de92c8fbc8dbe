using System.Security.Cryptography;
using System.Text;
using Sweeps.Core.Parameters;
using Sweeps.Core.Plans;
using Sweeps.Core.Tests.Definitions;
using Sweeps.Core.Tests.Running;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Plans;

public sealed class RunIdentityTests
{
    /// <summary>The text is a promise to stored results: a change here makes every run a new one.</summary>
    private const string Text = """
        sweeps-run 1
        dataset.context=3
        dataset.shuffle=python:42
        dataset.split.test=0
        dataset.split.train=0.3
        dataset.split.valid=0.7
        model.activation=tanh
        model.batch_norm.bessel=false
        model.batch_norm.calibrate=false
        model.batch_norm.eps=1E-05
        model.batch_norm.momentum=0.1
        model.depth=2
        model.embedding=10
        model.init.layout=out_in
        model.init.overrides.hidden.bias=zeros
        model.init.overrides.hidden.gain=1.6666666666666667
        model.init.overrides.hidden.scheme=xavier_uniform
        model.init.overrides.hidden.weight_scale=1
        model.init.overrides.logits.bias=normal
        model.init.overrides.logits.bias_scale=0.01
        model.init.overrides.logits.scheme=normal
        model.init.overrides.logits.weight_scale=1
        model.init.stream=per_layer
        model.norm=batch
        model.normalize_logits=true
        model.residual=none
        model.width=30
        seed=1
        train.batch_size=32
        train.lr=0.2
        train.optimizer.kind=sgd
        train.optimizer.momentum=0
        train.optimizer.weight_decay=0
        train.penalty=0
        train.sampling=epochs
        train.schedule=step(0.5, 0.1)
        train.steps=2000
        data=bd02dfd33179e23ec2dd093cbd4de619834f75d660ef1ae04d3127e7a0110053
        arithmetic=test 1

        """;

    private const string Yaml = """
        name: x
        dataset: { shuffle: python:42, split: { train: 0.3, valid: 0.7 } }
        model: { activation: tanh, norm: batch, depth: 2, init: { overrides: { logits: { scheme: normal, bias: normal, bias_scale: 0.01 } } } }
        train: { schedule: { step: { at: 0.5, factor: 0.1 } } }
        """;

    [Fact]
    public void Is_the_hash_of_all_that_determines_the_run()
    {
        var plan = Reader.Plan(Yaml);
        var cell = plan.Cells().Single();
        Assert.Equal(Text, plan.Describe(cell));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))[..16], cell.Run);
    }

    [Fact]
    public void Depends_on_the_engine_s_arithmetic()
    {
        var other = new SweepPlan(Reader.Valid(Yaml), Reader.Data, new FakeEngine { Arithmetic = "test 2" }).Cells().Single();
        Assert.NotEqual(Reader.Plan(Yaml).Cells().Single().Run, other.Run);
    }

    [Fact]
    public void Depends_on_the_list_s_bytes_and_not_on_its_place()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.txt", "anna\nbert\n");
        folder.Write("b.txt", "anna\nbert\n");
        folder.Write("c.txt", "anna\nbert");
        var runs = folder.Plan("name: x\ntrain: { batch_size: 2 }\ngrid: { source: [a.txt, b.txt, c.txt] }");
        Assert.Equal(2, runs.CellCount);
        Assert.Equal("1 cell equals another, because the same values are given twice", Assert.Single(runs.Statistics.Equal).ToString());
    }

    /// <summary>Each parameter's every pair of values makes two runs with different settings or data.</summary>
    [Theory]
    [MemberData(nameof(Parameters))]
    public void Every_parameter_that_acts_makes_another_run(string parameter, string values, string given)
    {
        var cells = Reader.Plan($"name: x\n{given}\ngrid: {{ {parameter}: {values} }}").Cells().ToList();
        Assert.Equal(2, cells.Count);
        Assert.NotEqual(cells[0].Run, cells[1].Run);
        Assert.NotEqual((cells[0].Settings, cells[0].Data, cells[0].EvaluateTrain), (cells[1].Settings, cells[1].Data, cells[1].EvaluateTrain));
        Assert.NotEqual(Reader.Value(cells[0], parameter), Reader.Value(cells[1], parameter));
    }

    [Fact]
    public void Every_parameter_is_tried_that_has_two_values() =>
        Assert.Equal(
            Shipped.Parameters.All.Select(parameter => parameter.ShortName).Except(["dataset_kind", "split_column", "preset"]).Order(StringComparer.Ordinal),
            Parameters.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));

    private const string Drawn = "dataset: { kind: synthetic, source: ";

    private const string Digits = "dataset: { kind: table, source: digits }";

    public static TheoryData<string, string, string> Parameters { get; } = new()
    {
        { "optimizer", "[sgd, adam]", "" },
        { "dropout", "[0, 0.5]", "" },
        { "parametrization", "[standard, mup]", "" },
        { "base_width", "[16, 32]", "model: { parametrization: mup }" },
        { "examples", "[100, 200]", Drawn + "gaussian }" },
        { "inputs", "[2, 3]", Drawn + "gaussian }" },
        { "outputs", "[2, 3]", Drawn + "gaussian }" },
        { "data_seed", "[2, 3]", Drawn + "gaussian }" },
        { "noise", "[0, 1]", Drawn + "teacher }" },
        { "teacher_width", "[2, 3]", Drawn + "teacher }" },
        { "classes", "[2, 3]", Drawn + "spirals }" },
        { "turns", "[2, 3]", Drawn + "spirals }" },
        { "bits", "[4, 5]", Drawn + "parity }" },
        { "relevant", "[4, 5]", Drawn + "parity }" },
        { "modulus", "[11, 13]", Drawn + "modular_addition }" },
        { "features", "[all, 'p0*']", Digits },
        { "missing", "[error, drop]", Digits },
        { "split_group", "[none, p22]", Digits },
        { "standardize", "[false, true]", Digits },
        { "stratify", "[false, true]", Digits },
        { "dataset_task", "[classification, regression]", Digits },
        { "beta1", "[0, 0.1]", "train: { optimizer: { kind: adam } }" },
        { "beta2", "[0, 0.1]", "train: { optimizer: { kind: adam } }" },
        { "adam_eps", "[0.1, 0.2]", "train: { optimizer: { kind: adam } }" },
        { "dampening", "[0, 0.1]", "train: { optimizer: { momentum: 0.9 } }" },
        { "nesterov", "[false, true]", "train: { optimizer: { momentum: 0.9 } }" },
        { "rmsprop_alpha", "[0, 0.1]", "train: { optimizer: { kind: rmsprop } }" },
        { "centered", "[false, true]", "train: { optimizer: { kind: rmsprop } }" },
        { "warmup_steps", "[0, 10]", "" },
        { "clip_grad_norm", "[0, 0.1]", "" },
        { "clip_grad_value", "[0, 0.1]", "" },
        { "weight_decay_embedding", "[inherit, 0.1]", "" },
        { "weight_decay_hidden", "[inherit, 0.1]", "" },
        { "weight_decay_logits", "[0.2, 0.1]", "" },
        { "weight_decay_norm", "[inherit, 0.1]", "" },
        { "lr_embedding", "[inherit, 0.1]", "" },
        { "lr_hidden", "[inherit, 0.1]", "" },
        { "lr_logits", "[0, 0.1]", "" },
        { "lr_norm", "[inherit, 0.1]", "" },
        { "activation", "[tanh, selu]", "" },
        { "negative_slope", "[0.1, 0.2]", "model: { activation: leaky_relu }" },
        { "elu_alpha", "[0.1, 0.2]", "model: { activation: elu }" },
        { "fan_out", "[false, true]", "model: { init: { scheme: kaiming_normal } }" },
        { "norm", "[layer, batch]", "" },
        { "residual", "[pre_activation, pre_activation_plain]", "" },
        { "depth", "[0, 1]", "" },
        { "width", "[1, 2]", "" },
        { "gain", "[0, 0.1]", "" },
        { "lr", "[0, 0.1]", "" },
        { "label_noise", "[0, 0.1]", "" },
        { "label_noise_seed", "[1, 2]", "dataset: { label_noise: 0.1 }" },
        { "steps", "[1, 2]", "" },
        { "epochs", "[1, 2]", "" },
        { "drop_last", "[true, false]", "" },
        { "diverged_above", "[0, 1000000]", "" },
        { "batch_size", "[1, 2]", "" },
        { "seed", "[0, 4294967295]", "" },
        { "embedding", "[1, 2]", "" },
        { "normalize_logits", "[true, false]", "model: { norm: layer }" },
        { "bn_momentum", "[0.1, 0.2]", "model: { norm: batch }" },
        { "bn_eps", "[0, 0.2]", "model: { norm: batch }" },
        { "bn_bessel", "[true, false]", "model: { norm: batch }" },
        { "bn_calibrate", "[true, false]", "model: { norm: batch }" },
        { "bn_spread", "[0, 0.1]", "model: { norm: batch }" },
        { "norm_affine", "[true, false]", "model: { norm: batch }" },
        { "ln_eps", "[0.00001, 0.1]", "model: { norm: layer }" },
        { "rms_eps", "[0, 0.1]", "model: { norm: rms }" },
        { "scheme", "[kaiming_uniform, xavier_normal]", "" },
        { "stream", "[per_layer, single]", "" },
        { "layout", "[out_in, in_out]", "" },
        { "bias", "[none, discarded]", "model: { init: { stream: single } }" },
        { "hidden_scheme", "[kaiming_normal, normal]", "" },
        { "hidden_gain", "[1, 2]", "" },
        { "hidden_weight_scale", "[1, 2]", "" },
        { "hidden_bias", "[zeros, normal]", "" },
        { "hidden_bias_scale", "[1, 2]", "model: { init: { bias: normal } }" },
        { "logits_scheme", "[xavier_normal, xavier_uniform]", "" },
        { "logits_gain", "[1, 2]", "" },
        { "logits_weight_scale", "[1, 2]", "" },
        { "logits_bias", "[discarded, zeros]", "" },
        { "logits_bias_scale", "[0, 2]", "model: { init: { overrides: { logits: { bias: normal } } } }" },
        { "momentum", "[0, 0.9]", "" },
        { "weight_decay", "[0, 0.1]", "" },
        { "sampling", "[epochs, replacement]", "" },
        { "arithmetic", "[fast, pytorch]", "" },
        { "schedule", "[cosine, { linear: { factor: 0.5 } }]", "" },
        { "penalty", "[0, 0.1]", "" },
        { "source", "[names, us-surnames]", "" },
        { "shuffle", "['python:1', 'torch:1']", "" },
        { "context", "[1, 2]", "" },
        { "split_train", "[0.5, 0.6]", "" },
        { "split_valid", "[0, 0.1]", "" },
        { "split_test", "[0, 0.1]", "" },
        { "evaluate_train", "[true, false]", "" },
        { "target", "[p02, digit]", "dataset: { kind: table, source: digits }" },
    };

    [Fact]
    public void A_parameter_added_later_leaves_no_trace_at_its_default()
    {
        var added = new Parameter { Name = "train.zeal", ShortName = "zeal", Type = new NumberType(0, 1), Default = 0.5, Summary = "New.", SilentAtDefault = true, Index = 0 };
        var identity = new RunIdentity([added], "test 1");
        Assert.Equal("sweeps-run 1\ndata=d\narithmetic=test 1\n", identity.Describe([0.5], "d"));
        Assert.Equal("sweeps-run 1\ntrain.zeal=0.25\ndata=d\narithmetic=test 1\n", identity.Describe([0.25], "d"));
    }
}
