using System.Diagnostics;
using Sweeps.Core.Definitions;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Definitions;

/// <summary>The JSON Schema by a validator that others wrote (ajv): it lets through what the reader does, and stops what can be seen without looking at cells or data.</summary>
public sealed class SchemaTests
{
    private const string Base = "name: x\nmodel: { width: 3, init: { gain: 2 } }\ndataset: { split: { train: 0.5 } }\ngrid: { lr: [0.1] }\n";

    private static readonly string[] Right =
    [
        "extends: base.yaml\nmodel: { width: , init: { gain: null } }\ndataset: { split: { valid: 0.1 } }\ngrid: { lr: ~ }",
        "name: x\npresets: { small: { width: 3, train.lr: 0.1, schedule: { cosine: { factor: 0.1 } } }, none-at_all: }\npreset: small\ngrid: { seed: [1, 2] }",
        "name: x\npresets: { 7: { width: 3 } }\ngrid: { preset: [7, none] }",
        "extends: [base.yaml, base.yaml]\nsummary: { values: [loss_end] }",
        "name: x\ndataset: { kind: table, source: iris, split: { stratify: true } }",
        "name: x",
        "name: x\ntitle: 3\nmodel:\ntrain:\nhandlers:\nsummary:\ngrid:\nzip:\nwhere:",
        "name: a.b-c_1\nseed: 4294967295\nsave: model\nreport: true\nmax_cells: 5",
        "name: x\ndataset: { source: lists/x.txt, sha256: bd02dfd33179e23ec2dd093cbd4de619834f75d660ef1ae04d3127e7a0110053, shuffle: 'torch:7', context: 4, split: { train: 0.5 } }",
        "name: x\nmodel: { embedding: 3, normalize_logits: auto, residual: pre_activation, batch_norm: { eps: 0, bessel: true }, init: { gain: auto, bias: discarded, layout: in_out, overrides: { hidden: { scheme: inherit, gain: 2 }, logits: { bias: none } } } }",
        "name: x\ntrain: { schedule: { step: { at: 0.5, factor: 0.1 } }, optimizer: { kind: sgd, momentum: 0.9 }, penalty: .5, lr: 1e-3, steps: 1e3 }",
        "name: x\ngrid: { lr: { from: 0.1, to: 1, steps: 5, scale: log }, seed: { count: 5, from: 1 }, model.depth: [1, 2], init.gain: [auto, 1], schedule: [constant, { cosine: { factor: 0.1 } }] }",
        "name: x\nzip: [ { lr: [0.1, 0.2], steps: [1, 2] } ]\ninclude: [ { activation: tanh, gain: 1.0 } ]\nexclude: [ { train.lr: 0.1 } ]\nwhere: depth < 3",
        "name: x\nhandlers: [ rank_collapse, percentiles: { of: output, at: [16, 50], every: 10, last: 3, name: more }, update_ratio: , dead_units: { at: [0, -1] } ]",
        "name: x\ntitle: " + new string('x', 1000),
        "name: x\nwhere: true\ngrid: { lr: { from: 0, to: 1, steps: 3, scale: linear }, penalty: { from: 0, to: 1, steps: 3 }, depth: { from: 1, to: 3, steps: 2, scale: log } }",
        "name: x\nhandlers: [ histogram: { range: [-1, 1], of: weight, at: [1, 1] } ]\nsummary: { rows: [], columns: [] }",
        "name: x\nsummary: { rows: norm, columns: [model.activation], values: [loss_end, lr], report: true }",
        "name: x\nhandlers: [ dead_units ]\nmeasures: { a: { of: dead_units.fraction_dead, over_layers: max, tensor: output, modules: [ReLU.*], layers: [1, -1], unit: '', better: lower, description: x }, b: { of: loss, take: { at: 0 } }, c: { of: loss, take: first }, d: { ratio: [a, loss_end] }, e: { less: [b, 2.5] } }\nsummary: { values: [a, e, loss_end] }",
        "name: x\nmeasures:",
        "name: x\nengine: fake",
        "name: x\ninclude: [ &a { activation: tanh, lr: 0.1 }, { <<: *a, lr: 0.2 }, { <<: [*a, { norm: batch }] } ]",
    ];

    private static readonly string[] Wrong =
    [
        "title: x",
        "name: ../x",
        "name: x.",
        "name: 3",
        "name: x\nmodle: {}",
        "name: x\nmodel: { widht: 3 }",
        "name: x\nmodel: { width: 0 }",
        "name: x\nmodel: { width: '3' }",
        "name: x\nmodel: { width: 2.5 }",
        "name: x\nmodel: { activation: rellu }",
        "name: x\nmodel: { init: { gain: atuo } }",
        "name: x\nmodel: { init: { overrides: { logit: {} } } }",
        "name: x\ntrain: { lr: -1 }",
        "name: x\ntrain: { schedule: step }",
        "name: x\ntrain: { schedule: { step: { at: 0.5 } } }",
        "name: x\ndataset: { split: { valid: 0.5 } }",
        "name: x\ndataset: { shuffle: python }",
        "name: x\ngrid: { activation: relu }",
        "name: x\ngrid: { activation: [] }",
        "name: x\ngrid: { activation: { from: 1, to: 2, steps: 3 } }",
        "name: x\ngrid: { lr: { from: 1, to: 2 } }",
        "name: x\ngrid: { depth: { count: 3 } }",
        "name: x\nzip: { lr: [1] }",
        "name: x\nzip: [ {} ]",
        "name: x\ninclude: [ {} ]",
        "name: x\nexclude: [ { lrr: 1 } ]",
        "name: x\nwhere: [ x ]",
        "name: x\nhandlers: [ percentile ]",
        "name: x\nhandlers: [ percentiles: { evry: 1 } ]",
        "name: x\nhandlers: [ percentiles: { every: 0 } ]",
        "name: x\nhandlers: [ percentiles: { at: [101] } ]",
        "name: x\nhandlers: [ { percentiles: , rank_collapse: } ]",
        "name: x\nsummary: { rows: [loss_end] }",
        "name: x\nsummary: { values: [loss_ned] }",
        "name: x\nsave: true",
        "extends: []\nname: x",
        "name: x\npresets: { none: { width: 3 } }",
        "name: x\npresets: { a b: { width: 3 } }",
        "name: x\npresets: { a: { preset: b } }",
        "name: x\npresets: { a: { width: 0 } }",
        "name: x\npresets: { a: 3 }",
        "name: x\npresets: [ a ]",
        "extends: { a: b }\nname: x",
        "dataset: { split: { valid: 0.1 } }\nname: x",
        "model: { width: 3 }",
        "name: x\nmeasures: { a: { take: last } }",
        "name: x\nmeasures: { a: loss }",
        "name: x\nmeasures: { a: { of: loss, take: { at: -1 } } }",
        "name: x\nmeasures: { a: { of: loss, take: mean_first } }",
        "name: x\nmeasures: { a: { of: loss, ratio: [loss_end, 1] } }",
        "name: x\nmeasures: { a: { ratio: [loss_end] } }",
        "name: x\nmeasures: { a: { of: loss, better: most } }",
        "name: x\nmeasures: { loss_end: { of: loss } }",
        "name: x\nmeasures: { 1a: { of: loss } }",
        "name: x\ngrid: { lr: { from: 0, to: 1, steps: 3, scale: log } }",
        "name: x\nsummary: { values: [] }",
        "name: x\nwhere: ''",
        "name: x\nwhere: ' '",
        "name: x\nhandlers: [ histogram: { range: [1] } ]",
        "name: x\nhandlers: [ histogram: { range: 1 } ]",
        "name: x\nhandlers: [ histogram: { range: [1, 2, 3] } ]",
        "name: x\nhandlers: [ percentiles: { of: [output, output] } ]",
        "name: x\nhandlers: [ percentiles: { at: [50, 16, 50.0] } ]",
        "name: x\ntitle: " + new string('x', 1001),
        "name: x\ndataset: { sha256: }",
        "name: x\nplugin: my.dll",
        "name: x\nengine: fakes",
        "name: x\nengine: [fake]",
        "name: x\ninclude: [ { <<: { activatoin: tanh } } ]",
    ];

    [Kind(TestKind.Process)]
    [Fact]
    public void Agrees_with_the_reader_by_an_independent_validator()
    {
        using var folder = new TemporaryFolder();
        folder.Write("lists/x.txt", "anna\nbert\n");
        folder.Write("base.yaml", Base);
        var schema = folder.Write("schema.json", DefinitionSchema.Create(Reader.WithHandlers.Catalogue));
        var files = Right.Select((yaml, i) => folder.Write($"right-{i}.yaml", yaml))
            .Concat(Wrong.Select((yaml, i) => folder.Write($"wrong-{i}.yaml", yaml)))
            .Concat(ShippedExperiments.Paths).ToList();
        Assert.All(files.Zip(AreValid(schema, files)), pair => Assert.Equal(!Path.GetFileName(pair.First).StartsWith("wrong-", StringComparison.Ordinal), pair.Second));
    }

    [Fact]
    public void The_reader_says_the_same()
    {
        using var folder = new TemporaryFolder();
        folder.Write("lists/x.txt", "anna\nbert\n");
        folder.Write("base.yaml", Base);
        var context = Reader.WithHandlers;
        Assert.All(Right, yaml => Assert.DoesNotContain(
            DefinitionReader.Read(folder.Write("d.yaml", yaml), context).Errors,
            error => !error.Message.Contains("sha256", StringComparison.Ordinal) && !error.Message.Contains("examples to train on", StringComparison.Ordinal)));
        Assert.All(Wrong, yaml => Assert.NotEmpty(DefinitionReader.Read(folder.Write("d.yaml", yaml), context).Errors));
    }

    /// <summary>Whether each of these definitions is valid by the schema, by ajv.</summary>
    internal static IReadOnlyList<bool> AreValid(string schema, IEnumerable<string> files)
    {
        string[] all = [.. files];
        var said = Run("node", [Path.Combine(Repository.Readers(), "validate.mjs"), schema, .. all]);
        Assert.Equal(all.Length, said.Length);
        return [.. said.Select(line => line.EndsWith(": valid", StringComparison.Ordinal))];
    }

    private static string[] Run(string program, IEnumerable<string> arguments)
    {
        using var process = TestProcess.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
