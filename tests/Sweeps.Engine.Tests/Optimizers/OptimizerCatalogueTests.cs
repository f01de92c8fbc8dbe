using System.Runtime.CompilerServices;
using Sweeps.Engine.Optimizers;
using Sweeps.Engine.Tests.Training;
using Sweeps.Engine.Training;
using Sweeps.Numerics.Lanes;
using Sweeps.Numerics.Random;
using Sweeps.Training;
using Sweeps.Training.Catalogues;

namespace Sweeps.Engine.Tests.Optimizers;

/// <summary>What holds for every optimizer of the catalogue, with its default options and with others.</summary>
public sealed unsafe class OptimizerCatalogueTests
{
    private const int Steps = 12;
    private static readonly TrainingData s_data = TestData.Random(symbols: 11, context: 2, count: 70, seed: 5);

    /// <summary>Every optimizer by name, with the default options and with others in which numbers are changed, and switches too.</summary>
    public static MatrixTheoryData<string, int> All { get; } = new(OptimizerCatalogue.All.Select(optimizer => optimizer.Name), [0, 1, 2]);

    [Theory]
    [MemberData(nameof(All))]
    public void Wider_lanes_give_the_bits_of_the_scalar_definition_at_every_size(string name, int others)
    {
        for (var count = 16; count <= 256; count += 16)
        {
            var scalar = Run<Lanes1<float>>(name, others, count);
            Assert.Equal(scalar, Run<Lanes128<float>>(name, others, count));
            Assert.Equal(scalar, Run<Lanes256<float>>(name, others, count));
            Assert.Equal(scalar, Run<Lanes512<float>>(name, others, count));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Numbers_are_those_of_the_formulas_of_PyTorchs_documentation_in_double_precision(string name, int others)
    {
        const int count = 64;
        var expected = OptimizerFormulas.Run(name, Options(name, others), Steps, [.. Start(count).Select(number => (double)number)], step => [.. Gradient(count, step).Select(number => (double)number)], Rate);
        var actual = Run<Lanes1<float>>(name, others, count);

        for (var i = 0; i < count; i++)
            Assert.Equal(expected[i], actual[i], 2e-6 * Math.Max(1, Math.Abs(expected[i])));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Padding_stays_zero_and_gradients_stay_as_they_are(string name, int others)
    {
        using var numbers = new Numbers(name, Options(name, others), 16);
        var optimizer = OptimizerCatalogue.Of(name).Create<float, Lanes256<float>>(Options(name, others));
        var decay = OptimizerCatalogue.Of(name).WeightDecayOf(Options(name, others));
        for (var step = 1; step <= Steps; step++)
        {
            optimizer.Begin(step, scheduledMomentum: null);
            optimizer.Update(numbers.Weight, numbers.Gradient, new SlotPointers<float>(numbers.Slots, 0), 0.1, decay, 16);
        }

        Assert.All(new Span<float>(numbers.Weight, 16).ToArray(), weight => Assert.Equal(0f, weight));
        Assert.All(new Span<float>(numbers.Gradient, 16).ToArray(), gradient => Assert.Equal(0f, gradient));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_saved_run_goes_on_to_the_same_bits(string name, int others)
    {
        var cell = Cell(name, others, steps: 40);
        using var whole = new TrainingEngine().Start(cell, s_data, tap: null);
        whole.Advance(40);
        using var second = ResumedRun.Of(cell, s_data, stop: 17);

        Assert.Equal(whole.Losses.ToArray(), second.Losses.ToArray());
        Assert.Equal(whole.Weights().SelectMany(tensor => tensor.Values), second.Weights().SelectMany(tensor => tensor.Values));
    }

    /// <summary>What an optimizer remembers it has to keep in its slots: one that begins with empty slots goes another way.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void Slots_are_what_is_remembered(string name, int others)
    {
        var slots = OptimizerCatalogue.Of(name).Slots(Options(name, others));
        Assert.Equal(slots.Count, slots.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(slots.Count == 0, Run<Lanes1<float>>(name, others, 16).SequenceEqual(Run<Lanes1<float>>(name, others, 16, forgets: true)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_step_allocates_nothing(string name, int others)
    {
        using var run = new TrainingEngine().Start(Cell(name, others, steps: 300), s_data, tap: null);
        run.Advance(40);
        Assert.Equal(0, Allocations.Least(() => run.Advance(50)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_state_of_another_optimizer_or_another_format_is_refused(string name, int others)
    {
        using var run = new TrainingEngine().Start(Cell(name, others, steps: 40), s_data, tap: null);
        run.Advance(3);
        using var state = new MemoryStream();
        run.Save(state);
        foreach (var other in OptimizerCatalogue.All)
        {
            foreach (var otherwise in new[] { 0, 1, 2 })
            {
                if (OptimizerCatalogue.Of(name).Slots(Options(name, others)).SequenceEqual(other.Slots(Options(other.Name, otherwise)), StringComparer.Ordinal))
                    continue;
                using var refusing = new TrainingEngine().Start(Cell(other.Name, otherwise, steps: 40), s_data, tap: null);
                state.Position = 0;
                Assert.Throws<InvalidDataException>(() => refusing.Restore(state));
            }
        }

        var bytes = state.ToArray();
        bytes[0]--;
        using var earlier = new MemoryStream(bytes);
        Assert.Throws<InvalidDataException>(() => run.Restore(earlier));
    }

    [Fact]
    public void Every_optimizer_is_described()
    {
        Assert.All(OptimizerCatalogue.All, optimizer =>
        {
            Assert.Matches("^[a-z][a-z0-9_]*$", optimizer.Name);
            Assert.EndsWith(".", optimizer.Summary, StringComparison.Ordinal);
            Assert.All(optimizer.Options, option => Assert.EndsWith(".", option.Summary, StringComparison.Ordinal));
            Assert.All(optimizer.Options, option => Assert.StartsWith("train.optimizer.", option.Name, StringComparison.Ordinal));
        });
        // Equal but for their defaults.
        var options = OptimizerCatalogue.All.SelectMany(optimizer => optimizer.Options).Select(option => option is NumberOption number ? number with { Default = number.Minimum } : option).Distinct().ToList();
        Assert.Equal(options.Count, options.Select(option => option.Name).Distinct(StringComparer.Ordinal).Count());
    }

    /// <summary>Where a schedule sets the momentum, an optimizer that has one takes a step as one whose own it is.</summary>
    [Theory]
    [InlineData("sgd", "momentum")]
    [InlineData("rmsprop", "momentum")]
    [InlineData("adam", "beta1")]
    [InlineData("adamw", "beta1")]
    public void A_scheduled_momentum_takes_the_place_of_its_own(string name, string momentum)
    {
        var option = OptimizerCatalogue.Of(name).Options.OfType<NumberOption>().Single(one => one.ShortName.Equals(momentum, StringComparison.Ordinal));
        Assert.Equal(Numbers(0.7, scheduled: null), Numbers(0.9, scheduled: 0.7));
        Assert.NotEqual(Numbers(0.9, scheduled: null), Numbers(0.9, scheduled: 0.7));
        if (momentum is "momentum")
            Assert.Equal(Numbers(0, scheduled: null), Numbers(0, scheduled: 0.7));

        float[] Numbers(double own, double? scheduled) => Run<Lanes1<float>>(name, OptionValues.None.With(option, own), 32, scheduled: scheduled);
    }

    /// <summary>torch.optim.SGD: “Nesterov momentum requires a momentum and zero dampening”; without a momentum neither has an effect here.</summary>
    [Fact]
    public void Nesterov_goes_with_no_dampening()
    {
        var sgd = new Sgd();
        var nesterov = OptionValues.None.With(Sgd.Nesterov, true).With(SharedOptions.Momentum, 0.9);
        Assert.Null(sgd.Mistake(nesterov));
        Assert.Equal("nesterov goes with no dampening", sgd.Mistake(nesterov.With(Sgd.Dampening, 0.1)));
        Assert.Null(sgd.Mistake(OptionValues.None.With(Sgd.Dampening, 0.1).With(SharedOptions.Momentum, 0.9)));
    }

    internal static OptionValues Options(string name, int others)
    {
        var values = OptionValues.None;
        if (others == 0)
            return values;
        var optimizer = OptimizerCatalogue.Of(name);
        foreach (var option in optimizer.Options)
            values = values.With(option, option is NumberOption number ? (number.Default == 0 ? 0.5 * Math.Min(number.Maximum, 1) : 0.75 * number.Default) : others == 2 ? !(bool)option.DefaultValue : option.DefaultValue);
        // Nesterov's momentum goes with no dampening.
        foreach (var option in optimizer.Options.Where(option => option.ActsWith is not null && option is NumberOption))
            values = optimizer.Mistake(values) is null ? values : values.With(option, option.DefaultValue);
        return values;
    }

    private static CellSettings Cell(string name, int others, int steps) => new(
        new NetworkSettings { VocabularySize = 11, Context = 2, Embedding = 3, Width = 7, Depth = 2, Norm = "batch" },
        new TrainingSettings { Steps = steps, BatchSize = 9, LearningRate = 0.01, Optimizer = name, OptimizerOptions = Options(name, others) });

    private static double Rate(int step) => 0.05 / step;

    private static float[] Start(int count) => Drawn(count, 99);

    private static float[] Gradient(int count, int step) => Drawn(count, (ulong)step);

    private static float[] Drawn(int count, ulong seed)
    {
        var drawn = new float[count];
        new TorchGenerator(seed).Normal(drawn);
        return drawn;
    }

    /// <summary>The weights after some steps, in two calls a step where there is room for two.</summary>
    private static float[] Run<V>(string name, int others, int count, bool forgets = false)
        where V : unmanaged, ILanes<V, float> => Run<V>(name, Options(name, others), count, forgets);

    private static float[] Run<V>(string name, OptionValues options, int count, bool forgets = false, double? scheduled = null)
        where V : unmanaged, ILanes<V, float>
    {
        using var numbers = new Numbers(name, options, count);
        Start(count).CopyTo(new Span<float>(numbers.Weight, count));
        var optimizer = OptimizerCatalogue.Of(name).Create<float, V>(options);
        var decay = OptimizerCatalogue.Of(name).WeightDecayOf(options);
        var half = count / 32 * 16;
        for (var step = 1; step <= Steps; step++)
        {
            Gradient(count, step).CopyTo(new Span<float>(numbers.Gradient, count));
            optimizer.Begin(step, scheduled);
            optimizer.Update(numbers.Weight, numbers.Gradient, new SlotPointers<float>(numbers.Slots, 0), Rate(step), decay, half);
            optimizer.Update(numbers.Weight + half, numbers.Gradient + half, new SlotPointers<float>(numbers.Slots, half), Rate(step), decay, count - half);
            if (forgets)
                numbers.ClearSlots();
        }

        return new Span<float>(numbers.Weight, count).ToArray();
    }

    private sealed class Numbers : IDisposable
    {
        private readonly Sweeps.Engine.Layers.Arena<float> _arena = new();
        private readonly int _count;

        public Numbers(string name, OptionValues options, int count)
        {
            _count = count;
            Weight = _arena.Allocate(count);
            Gradient = _arena.Allocate(count);
            Slots = new nint[OptimizerCatalogue.Of(name).Slots(options).Count];
            for (var i = 0; i < Slots.Length; i++)
                Slots[i] = (nint)_arena.Allocate(count);
        }

        public float* Weight { get; }

        public float* Gradient { get; }

        public nint[] Slots { get; }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public void ClearSlots()
        {
            foreach (var slot in Slots)
                new Span<float>((void*)slot, _count).Clear();
        }

        public void Dispose() => _arena.Dispose();
    }
}
