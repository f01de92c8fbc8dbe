using Sweeps.Core.Datasets;
using Sweeps.Core.Datasets.Synthetic;
using Sweeps.Core.Plans;
using Sweeps.Core.Tests.Definitions;
using Sweeps.Engine.Training;
using Sweeps.Training;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Tests.Plans;

/// <summary>Sweeps over examples that are drawn.</summary>
public sealed class SyntheticSweepTests
{
    [Fact]
    public void Sizes_are_parameters_and_so_axes()
    {
        var cells = Reader.Plan("name: x\ndataset: { kind: synthetic, source: gaussian }\ngrid: { inputs: [2, 3], examples: [100, 200] }").Cells().ToList();
        Assert.Equal([(2, 80), (2, 160), (3, 80), (3, 160)], cells.Select(cell => (cell.Settings.Network.Features, Data(cell).Train.Count)));
        Assert.Equal("regression", cells[0].Settings.Task.Name);
    }

    [Fact]
    public void An_option_of_another_generator_makes_no_other_run()
    {
        var plan = Reader.Plan("name: x\ndataset: { kind: synthetic, source: parity }\ngrid: { modulus: [5, 7], embedding: [2, 3], context: [1, 2] }");
        Assert.Equal(1, plan.CellCount);
        Assert.Equal(2, Reader.Plan("name: x\ndataset: { kind: synthetic, source: modular_addition }\ngrid: { embedding: [2, 3], context: [1, 2] }").CellCount);
    }

    [Fact]
    public void Every_source_can_be_an_axis_where_no_cell_has_the_default() =>
        Assert.Equal(6, Reader.Plan($"name: x\ndataset: {{ kind: synthetic }}\ngrid: {{ source: [{string.Join(", ", DataGenerators.All.Names)}] }}").CellCount);

    /// <summary>All of 5 × 5 pairs, each once, in an order of its own and split in the ratio that was asked for.</summary>
    [Fact]
    public void Modular_addition_has_all_pairs()
    {
        var cell = Reader.Plan("name: x\ndataset: { kind: synthetic, source: modular_addition, modulus: 5, shuffle: 'torch:3', split: { train: 0.4, valid: 0.6 } }\ntrain: { batch_size: 5 }").Cells().Single();
        Assert.Equal((5, 2, 5), (cell.Settings.Network.VocabularySize, cell.Settings.Network.Context, cell.Settings.Network.Outputs));
        var data = Data(cell);
        Assert.Equal((10, 15), (data.Train.Count, data.Valid.Count));
        var pairs = new[] { data.Train, data.Valid }.SelectMany(split =>
        {
            var (seen, asked) = (((SymbolInputs)split.Inputs).Indices.ToArray(), ((ClassTargets)split.Targets).Classes.ToArray());
            return asked.Select((sum, i) => (A: seen[2 * i], B: seen[(2 * i) + 1], Sum: sum));
        }).ToList();
        Assert.Equal(25, pairs.Distinct().Count());
        Assert.All(pairs, pair => Assert.Equal((pair.A + pair.B) % 5, pair.Sum));
    }

    [Fact]
    public void Parity_is_that_of_the_first_bits()
    {
        var data = Data(Reader.Plan("name: x\ndataset: { kind: synthetic, source: parity, bits: 6, relevant: 3 }").Cells().Single());
        var (seen, asked) = (((NumberInputs)data.Train.Inputs).Numbers.ToArray(), ((ClassTargets)data.Train.Targets).Classes.ToArray());
        Assert.All(seen, bit => Assert.True(bit is -1 or 1));
        for (var i = 0; i < asked.Length; i++)
            Assert.Equal(seen.AsSpan(6 * i, 3).Count(1f) % 2, asked[i]);
        Assert.InRange(asked.Count(one => one == 1), 320, 480);
    }

    /// <summary>Without noise, a point of class c at the distance r has the angle 2π·(turns·r + c/classes).</summary>
    [Fact]
    public void Spirals_without_noise_lie_on_their_arms()
    {
        var data = Data(Reader.Plan("name: x\ndataset: { kind: synthetic, source: spirals, noise: 0, turns: 2, classes: 3 }").Cells().Single());
        var (seen, asked) = (((NumberInputs)data.Train.Inputs).Numbers.ToArray(), ((ClassTargets)data.Train.Targets).Classes.ToArray());
        for (var i = 0; i < asked.Length; i++)
        {
            var distance = Math.Sqrt((seen[2 * i] * (double)seen[2 * i]) + (seen[(2 * i) + 1] * (double)seen[(2 * i) + 1]));
            var angle = 2 * Math.PI * ((2 * distance) + (asked[i] / 3.0));
            var (sin, cos) = Math.SinCos(angle);
            Assert.Equal(distance * cos, seen[2 * i], 1e-5);
            Assert.Equal(distance * sin, seen[(2 * i) + 1], 1e-5);
            Assert.Equal(i % 3, asked[i]);
        }
    }

    /// <summary>A student with the teacher's own form explains nearly all of the variance; of noise alone nobody explains anything that others have.</summary>
    [Theory]
    [InlineData("teacher, noise: 0.01", 0.9, 1.0)]
    [InlineData("gaussian", -2.0, 0.2)]
    public void What_can_be_learned_is_learned(string source, double least, double most)
    {
        var cell = Reader.Plan($"name: x\ndataset: {{ kind: synthetic, source: {source} }}\nmodel: {{ depth: 0, width: 30, activation: tanh }}\ntrain: {{ steps: 2000, lr: 0.05, optimizer: {{ kind: sgd, momentum: 0.9 }} }}").Cells().Single();
        var data = Data(cell);
        using var run = new TrainingEngine().Start(cell.Settings, data, tap: null);
        run.Advance(2000);
        Assert.InRange(Assert.Single(cell.Settings.Task.Metrics).OfLoss(run.Evaluate(data.Valid)!.Value, data.Valid)!.Value, least, most);
    }

    /// <summary>Each generator declares what it uses: with another value of any option, something is another.</summary>
    [Fact]
    public void Every_option_of_a_generator_changes_its_examples()
    {
        foreach (var generator in DataGenerators.All)
        {
            var standard = generator.Draw(OptionValues.None);
            Assert.Equal(generator.Count(OptionValues.None), standard.Count);
            Assert.Equal(generator.IsRegression, standard.Targets is NumberTargets);
            Assert.Equal(generator.HasSymbols, standard.Inputs is SymbolInputs);
            foreach (var option in generator.Options)
            {
                object other = option switch
                {
                    IntegerOption whole => (object)(whole.Default + 1),
                    NumberOption number => number.Default + 0.25,
                    _ => throw new InvalidOperationException(),
                };
                Assert.NotEqual(Identity(generator, OptionValues.None), Identity(generator, OptionValues.None.With(option, other)));
            }
        }
    }

    private static string Identity(DataGenerator generator, OptionValues options)
    {
        var all = generator.Draw(options);
        return new TrainingData(generator.Inputs(options), generator.Targets(options), all, all, all).Identity;
    }

    private static TrainingData Data(PlannedCell cell) =>
        new DataCatalogue([]).Prepare(new DataCatalogue([]).Find(DatasetKinds.All.Get("synthetic"), cell.Data.Source, ".").Source!, cell.Data);
}
