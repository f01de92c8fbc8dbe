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

    /// <summary>Every optimizer by name, with and without options that are not the defaults.</summary>
    public static MatrixTheoryData<string, bool> All { get; } = new(OptimizerCatalogue.All.Select(optimizer => optimizer.Name), [false, true]);

    [Theory]
    [MemberData(nameof(All))]
    public void Wider_lanes_give_the_bits_of_the_scalar_definition_at_every_size(string name, bool others)
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
    public void Numbers_are_those_of_the_formulas_of_PyTorchs_documentation_in_double_precision(string name, bool others)
    {
        const int count = 64;
        var expected = OptimizerFormulas.Run(name, Options(name, others), Steps, [.. Start(count).Select(number => (double)number)], step => [.. Gradient(count, step).Select(number => (double)number)], Rate);
        var actual = Run<Lanes1<float>>(name, others, count);

        for (var i = 0; i < count; i++)
            Assert.Equal(expected[i], actual[i], 2e-6 * Math.Max(1, Math.Abs(expected[i])));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Padding_stays_zero_and_gradients_stay_as_they_are(string name, bool others)
    {
        using var numbers = new Numbers(name, others, 16);
        var optimizer = OptimizerCatalogue.Of(name).Create<float, Lanes256<float>>(Options(name, others));
        for (var step = 1; step <= Steps; step++)
        {
            optimizer.Begin(step);
            optimizer.Update(numbers.Weight, numbers.Gradient, new SlotPointers<float>(numbers.Slots, 0), 0.1, 16);
        }

        Assert.All(new Span<float>(numbers.Weight, 16).ToArray(), weight => Assert.Equal(0f, weight));
        Assert.All(new Span<float>(numbers.Gradient, 16).ToArray(), gradient => Assert.Equal(0f, gradient));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_saved_run_goes_on_to_the_same_bits(string name, bool others)
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
    public void Slots_are_what_is_remembered(string name, bool others)
    {
        var slots = OptimizerCatalogue.Of(name).Slots(Options(name, others));
        Assert.Equal(slots.Count, slots.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(slots.Count == 0, Run<Lanes1<float>>(name, others, 16).SequenceEqual(Run<Lanes1<float>>(name, others, 16, forgets: true)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_step_allocates_nothing(string name, bool others)
    {
        using var run = new TrainingEngine().Start(Cell(name, others, steps: 300), s_data, tap: null);
        run.Advance(40);
        Assert.Equal(0, Allocations.Least(() => run.Advance(50)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_state_of_another_optimizer_or_another_format_is_refused(string name, bool others)
    {
        using var run = new TrainingEngine().Start(Cell(name, others, steps: 40), s_data, tap: null);
        run.Advance(3);
        using var state = new MemoryStream();
        run.Save(state);
        foreach (var other in OptimizerCatalogue.All)
        {
            foreach (var otherwise in new[] { false, true })
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
        var options = OptimizerCatalogue.All.SelectMany(optimizer => optimizer.Options).Distinct().ToList();
        Assert.Equal(options.Count, options.Select(option => option.Name).Distinct(StringComparer.Ordinal).Count());
    }

    internal static OptionValues Options(string name, bool others)
    {
        var values = OptionValues.None;
        if (!others)
            return values;
        foreach (var option in OptimizerCatalogue.Of(name).Options)
            values = values.With(option, option is NumberOption number ? (number.Default == 0 ? 0.5 * Math.Min(number.Maximum, 1) : 0.75 * number.Default) : option.DefaultValue);
        return values;
    }

    private static CellSettings Cell(string name, bool others, int steps) => new(
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
    private static float[] Run<V>(string name, bool others, int count, bool forgets = false)
        where V : unmanaged, ILanes<V, float>
    {
        using var numbers = new Numbers(name, others, count);
        Start(count).CopyTo(new Span<float>(numbers.Weight, count));
        var optimizer = OptimizerCatalogue.Of(name).Create<float, V>(Options(name, others));
        var half = count / 32 * 16;
        for (var step = 1; step <= Steps; step++)
        {
            Gradient(count, step).CopyTo(new Span<float>(numbers.Gradient, count));
            optimizer.Begin(step);
            optimizer.Update(numbers.Weight, numbers.Gradient, new SlotPointers<float>(numbers.Slots, 0), Rate(step), half);
            optimizer.Update(numbers.Weight + half, numbers.Gradient + half, new SlotPointers<float>(numbers.Slots, half), Rate(step), count - half);
            if (forgets)
                numbers.ClearSlots();
        }

        return new Span<float>(numbers.Weight, count).ToArray();
    }

    private sealed class Numbers : IDisposable
    {
        private readonly Sweeps.Engine.Layers.Arena<float> _arena = new();
        private readonly int _count;

        public Numbers(string name, bool others, int count)
        {
            _count = count;
            Weight = _arena.Allocate(count);
            Gradient = _arena.Allocate(count);
            Slots = new nint[OptimizerCatalogue.Of(name).Slots(Options(name, others)).Count];
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
