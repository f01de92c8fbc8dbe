using Sweeps.Core.Plans;
using Sweeps.Core.Tests.Running;
using Sweeps.Engine;

namespace Sweeps.Core.Tests.Definitions;

/// <summary>What a cell comes to, as a definition of one run: the same run, whatever the definition is written with.</summary>
public sealed class ResolvedDefinitionTests
{
    private const int MostCells = 40;

    private static readonly FakeEngine s_engine = new();

    /// <summary>Every schedule, every optimizer and every value of a choice in some cell.</summary>
    public static TheoryData<string> Definitions { get; } =
    [
        "name: x\ndataset: { shuffle: \"torch:7\", context: 5, split: { train: 0.5, valid: 0.25 } }\ntrain: { steps: 5, lr: 1e-7 }\nhandlers: [ rank_collapse, percentiles: { at: [16, 50.0], every: 10 } ]\nsave: model\nreport: { detail: [ { seed: 1 } ] }\ngrid: { seed: [1, 4294967295], gain: [auto, 1.5], bias: [zeros, discarded] }",
        "name: x\ntitle: \"yes: 'no'\"\ntrain: { steps: 5, lr_of: { logits: 0.1 } }\npresets: { a: { width: 3, schedule: { step: { at: 0.5, factor: 0.1 } } } }\ngrid: { preset: [a, none], norm: [none, batch, layer, rms], residual: [none, pre_activation] }\nwhere: \"norm != 'none' or residual == 'none'\"",
        "name: x\ndataset: { kind: table, source: digits, features: [\"p0*\", \"!p00\"], standardize: true, split: { train: 0.8, test: 0.2, stratify: true } }\ntrain: { steps: 5 }\ngrid: { features: [all, [\"p0*\", \"!p00\", p22], \"p*\"], width: { from: 2, to: 5, steps: 3 } }",
        "name: x\ndataset: { kind: synthetic, source: teacher, noise: 0.3, teacher_width: 7 }\nmeasures: { a: { of: loss, take: { at: 2 } } }\nsummary: { values: [a, loss_end] }\ntrain: { steps: 5, clip_grad_norm: 1 }\ninclude: [ { seed: 1 }, { width: 7, outputs: 3, lr: 0.25 } ]",
        "name: x\ndataset: { kind: table, source: iris }\ntrain: { epochs: 3 }\ngrid: { batch_size: [50, full], drop_last: [true, false] }",
        .. ManagedModels.Catalogue.Schedules.Select(Schedule),
        .. ManagedModels.Catalogue.Optimizers.Names.Select(name => $"name: x\ntrain: {{ steps: 5, optimizer: {{ kind: {name}, weight_decay: 0.25 }} }}"),
        .. ManagedModels.Catalogue.Activations.Names.Select(name => $"name: x\nmodel: {{ activation: {name} }}\ntrain: {{ steps: 5 }}"),
    ];

    [Theory]
    [MemberData(nameof(Definitions))]
    public void It_is_the_same_run(string yaml) => AssertSame(Sweep.Load(SweepSource.OfText(yaml), new SweepEnvironment(s_engine)).Valid);

    [Fact]
    public void So_it_is_for_every_shipped_experiment()
    {
        foreach (var path in ShippedExperiments.Paths)
            if (Sweep.Load(path, new SweepEnvironment(s_engine)).Sweep is { } sweep)
                AssertSame(sweep);
    }

    [Fact]
    public void What_is_set_and_files_of_its_own_are_part_of_it()
    {
        using var folder = new TemporaryFolder();
        folder.Write("common/words.txt", string.Concat(Enumerable.Range(0, 80).Select(i => $"ab{(char)('a' + (i % 26))}\n")));
        folder.Write("common/base.yaml", "name: x\ndataset: { source: words.txt }\n");
        var file = folder.Write("d.yaml", "extends: common/base.yaml\ngrid: { lr: [0.1, 0.2] }\n");
        var sweep = Sweep.Load(new SweepSource { File = file, Set = ["steps=7", "save=model"] }, new SweepEnvironment(s_engine)).Valid;
        AssertSame(sweep);
        Assert.Contains("\nsave: model\n", ResolvedDefinition.Of(sweep, sweep.Plan.At(1)), StringComparison.Ordinal);
        Assert.StartsWith($"# Cell 1 of the sweep x: the run {sweep.Plan.At(1).Run}.\nname: \"x-cell-1\"\n", ResolvedDefinition.Of(sweep, sweep.Plan.At(1)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_name_is_cut()
    {
        var sweep = Sweep.Load(SweepSource.OfText($"name: {new string('n', 100)}"), new SweepEnvironment(new FakeEngine())).Valid;
        AssertSame(sweep);
    }

    private static void AssertSame(Sweep sweep)
    {
        foreach (var cell in sweep.Plan.Cells().Take(MostCells))
        {
            var text = ResolvedDefinition.Of(sweep, cell);
            var resolved = Sweep.Load(SweepSource.OfText(text), new SweepEnvironment(sweep.Engine));
            Assert.True(resolved.Sweep is not null, $"{string.Join('\n', resolved.Errors)}\n{text}");
            var one = Assert.Single(resolved.Valid.Plan.Cells());
            Assert.Equal(sweep.Plan.Describe(cell), resolved.Valid.Plan.Describe(one));
            Assert.Equal((cell.Run, cell.Settings, cell.Data), (one.Run, one.Settings, one.Data));
            Assert.All(resolved.Valid.Warnings().Where(warning => !warning.Contains("of the training split", StringComparison.Ordinal)), warning => Assert.Contains(" is without effect ", warning, StringComparison.Ordinal));
            Assert.Equal(sweep.Plan.Definition.Handlers.Count, resolved.Valid.Plan.Definition.Handlers.Count);
            if (!string.Equals(sweep.Plan.Definition.Title, sweep.Name, StringComparison.Ordinal))
                Assert.Equal(sweep.Plan.Definition.Title, resolved.Valid.Plan.Definition.Title);
        }
    }

    private static string Schedule(Sweeps.Training.Catalogues.ScheduleDescriptor schedule)
    {
        var numbers = schedule.Numbers.Select(number => $"{number.Name}: {Text(number.Example)}").Concat(schedule.List is { } list ? [$"{list.Name}: [{Text(list.Example)}]"] : (string[])[]).ToList();
        return $"name: x\ntrain: {{ steps: 500, schedule: {(numbers.Count == 0 ? schedule.Name : $"{{ {schedule.Name}: {{ {string.Join(", ", numbers)} }} }}")} }}";

        static string Text(double number) => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
    }
}
