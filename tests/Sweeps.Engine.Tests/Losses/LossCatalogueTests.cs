using Sweeps.Engine.Checks;
using Sweeps.Engine.Layers;
using Sweeps.Engine.Losses;
using Sweeps.Engine.Products;
using Sweeps.Engine.Tests.Training;
using Sweeps.Engine.Training;
using Sweeps.Numerics.Lanes;
using Sweeps.Numerics.Random;
using Sweeps.Training;
using Sweeps.Training.Tasks;

namespace Sweeps.Engine.Tests.Losses;

/// <summary>What holds for every loss of the catalogue.</summary>
public sealed unsafe class LossCatalogueTests
{
    private const int Features = 4;
    private const int Outputs = 3;

    public static TheoryData<string> All { get; } = [.. LossCatalogue.All.Select(loss => loss.Name)];

    public static MatrixTheoryData<string, int> AllWithOutputs { get; } = new(LossCatalogue.All.Select(loss => loss.Name), [1, 2, 3, 7, 8, 9, 29, 40]);

    /// <summary>The network's gradients, the last layer's outputs' among them, against the tape and against finite differences.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void Gradients_are_those_of_the_chain_and_of_differences(string name)
    {
        foreach (var settings in new[] { Network(), Network() with { Features = 0, VocabularySize = Outputs, Norm = "layer", NormalizeLogits = true, Activation = "tanh" } })
        {
            using var network = new CheckedNetwork(settings, samples: 9, penalty: 0, seed: 3, loss: name);
            var report = NetworkCheck.Run(name, network, penalty: 0);
            Assert.True(report.Holds, string.Join('\n', report.Comparisons));
        }
    }

    [Theory]
    [MemberData(nameof(AllWithOutputs))]
    public void Wider_lanes_give_the_bits_of_the_scalar_definition_at_every_size(string name, int outputs)
    {
        foreach (var asPyTorch in new[] { false, true })
        {
            for (var samples = 1; samples <= 50; samples++)
            {
                var scalar = All(Run<Lanes1<float>>(name, samples, outputs, asPyTorch));
                Assert.Equal(scalar, All(Run<Lanes128<float>>(name, samples, outputs, asPyTorch)));
                Assert.Equal(scalar, All(Run<Lanes256<float>>(name, samples, outputs, asPyTorch)));
                Assert.Equal(scalar, All(Run<Lanes512<float>>(name, samples, outputs, asPyTorch)));
            }
        }

        static float[] All((float[] Losses, float[] Gradients) numbers) => [.. numbers.Losses, .. numbers.Gradients];
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Padding_has_no_loss_and_no_gradient(string name)
    {
        var (losses, gradients) = Run<Lanes256<float>>(name, samples: 5, Outputs, asPyTorch: false);
        Assert.All(losses.Skip(5), loss => Assert.Equal(0f, loss));
        Assert.All(gradients.Chunk(16), unit => Assert.All(unit.Skip(5), gradient => Assert.Equal(0f, gradient)));
        Assert.Contains(gradients, gradient => gradient != 0);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_saved_run_goes_on_to_the_same_bits_and_a_step_allocates_nothing(string name)
    {
        var (cell, data) = Case(name);
        using var whole = new TrainingEngine().Start(cell, data, tap: null);
        whole.Advance(cell.Training.Steps);
        using var first = new TrainingEngine().Start(cell, data, tap: null);
        first.Advance(23);
        using var state = new MemoryStream();
        first.Save(state);
        state.Position = 0;
        using var second = new TrainingEngine().Start(cell, data, tap: null);
        second.Restore(state);
        second.Advance(17);
        Assert.Equal(0, Allocations.Least(() => second.Advance(40)));
        second.Advance(cell.Training.Steps);

        Assert.True(whole.Evaluate(data.Valid) < 0.8 * whole.Losses[0]);
        Assert.Equal(whole.Losses.ToArray(), second.Losses.ToArray());
        Assert.Equal(whole.Evaluate(data.Valid), second.Evaluate(data.Valid));
        Assert.Null(whole.Evaluate(data.Test));
    }

    /// <summary>A loss that no task names cannot be chosen, and a task without its loss cannot be learned.</summary>
    [Fact]
    public void Every_loss_has_a_task_and_is_described()
    {
        Assert.Equal(LossCatalogue.All.Select(loss => loss.Name).Order(StringComparer.Ordinal), TrainingTasks.All.Select(task => task.Loss).Order(StringComparer.Ordinal));
        Assert.All(LossCatalogue.All, loss => Assert.EndsWith(".", loss.Summary, StringComparison.Ordinal));
        Assert.All(TrainingTasks.All, task => Assert.EndsWith(".", task.Summary, StringComparison.Ordinal));
        Assert.All(TrainingTasks.All.SelectMany(task => task.Metrics), metric => Assert.EndsWith(".", metric.Summary, StringComparison.Ordinal));
    }

    /// <summary>The levels that a loss is compared with, by the loss itself: of outputs that are all 0, and of constant outputs trained on the whole set.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void Levels_are_losses_of_outputs_that_know_nothing(string name)
    {
        var (cell, data) = Case(name);
        var zeros = new NetworkSettings { Features = Features, Outputs = Outputs, Depth = 0, Init = new InitSettings { Logits = new LayerInit { WeightScale = 0 } } };
        var constant = cell with { Network = zeros, Training = new TrainingSettings { Steps = 1, BatchSize = data.Train.Count } };
        using var nothing = new TrainingEngine().Start(constant, data, tap: null);
        Assert.Equal(cell.Task.ExpectedLoss(Outputs, data)!.Value, nothing.Evaluate(data.Train)!.Value, 1e-5);

        // Without inputs only the last bias learns: full batches bring it to the best constants.
        var blind = new TrainingData(data.Inputs, data.Targets, Blind(data.Train), data.Valid, data.Test);
        using var learned = new TrainingEngine().Start(constant with { Training = constant.Training with { Steps = 3000, LearningRate = 0.3 } }, blind, tap: null);
        learned.Advance(3000);
        Assert.Equal(cell.Task.ChanceLoss(data)!.Value, learned.Evaluate(blind.Train)!.Value, 1e-5);
    }

    private static ExampleSet Blind(ExampleSet set) => new(new NumberInputs(Features, new float[set.Count * Features]), set.Targets);

    private static NetworkSettings Network() => new() { Features = Features, Outputs = Outputs, Width = 7, Depth = 1 };

    private static (CellSettings Cell, TrainingData Data) Case(string loss)
    {
        var task = TrainingTasks.All.Single(task => string.Equals(task.Loss, loss, StringComparison.Ordinal));
        var numbers = new float[90 * Features];
        new TorchGenerator(11).Normal(numbers);
        var rows = numbers.Chunk(Features).ToList();
        ExampleTargets targets = LossCatalogue.Of(loss).Accepts(new ClassShape(Outputs))
            ? new ClassTargets(rows.Select(row => (ushort)(row[0] < -0.3f ? 0 : row[1] < 0.4f ? 1 : 2)).ToArray())
            : new NumberTargets(Outputs, rows.SelectMany(row => new[] { row[0] - row[1], row[2] * row[2], 1 + (3 * row[3]) }).ToArray());
        TargetShape shape = targets is ClassTargets ? new ClassShape(Outputs) : new NumberShape(Outputs);
        var none = new ExampleSet(new NumberInputs(Features, default), targets is ClassTargets ? new ClassTargets(default) : new NumberTargets(Outputs, default));
        var set = new ExampleSet(new NumberInputs(Features, numbers), targets);
        return (
            new CellSettings(Network(), new TrainingSettings { Steps = 300, BatchSize = 8, LearningRate = 0.02 }) { Task = task },
            new TrainingData(new FeatureShape(Features), shape, set, set, none));
    }

    private static (float[] Losses, float[] Gradients) Run<V>(string name, int samples, int outputs, bool asPyTorch)
        where V : unmanaged, ILanes<V, float>
    {
        using var arena = new Arena<float>();
        var batch = new Batch<float>(
            arena, context: 1, samples, outputs, new AccumulationOrders<float>(ArithmeticKind.Fast, WeightLayout.OutIn, samples, V.Count, sumsBiasLikeWeights: true), features: 1);
        var loss = LossCatalogue.Of(name);
        batch.Fill(new ExampleSet(new NumberInputs(1, new float[samples]), loss.Draw(samples, outputs, new TorchGenerator(5))), 0, samples);
        var signal = new ActivationBuffer<float>(arena, outputs, batch.Stride);
        var drawn = new float[outputs * batch.Stride];
        new TorchGenerator(6).Normal(drawn);
        for (var i = 0; i < drawn.Length; i++)
            signal.Value[i] = i % batch.Stride < samples ? 3 * drawn[i] : 7;
        var losses = loss.CreateLayer<float, V>(signal, batch, arena, asPyTorch).Run();
        return (new Span<float>(losses, batch.Stride).ToArray(), new Span<float>(signal.Gradient, outputs * batch.Stride).ToArray());
    }
}
