using Sweeps.Tests;
using Sweeps.Training;
using static TorchSharp.torch;

namespace Sweeps.Torch.Tests.Tasks;

/// <summary>Networks that draw from the random generator that all threads share.</summary>
[Collection(nameof(StreamTests))]
[CollectionDefinition(nameof(StreamTests), DisableParallelization = true)]
[Kind(TestKind.Torch)]
public sealed class StreamTests
{
    private const int Steps = 40;

    [Fact]
    public void Weights_are_those_of_a_script_that_seeds_and_makes_its_model()
    {
        using var run = Engines.Torch.Start(Dropping().Cell(), SmallTask.Examples, null);
        manual_seed(5);
        using var model = Dropped(0.5);
        foreach (var (name, parameter) in model.named_parameters())
            Assert.Equal(parameter.bytes.ToArray(), System.Runtime.InteropServices.MemoryMarshal.AsBytes(run.Weights().Single(tensor => string.Equals(tensor.Name, name, StringComparison.Ordinal)).Values.AsSpan()).ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_run_that_draws_is_the_same_alone_beside_others_and_after_a_stop(bool declares)
    {
        var alone = Train(Dropping(declares).Cell(Steps));
        Assert.NotEqual(alone, Train(Undropping().Cell(Steps)));
        // Others of its kind, one that does not draw, and a network of the definition's.
        var beside = new byte[3][];
        var others = new[] { Dropping(declares).Cell(Steps, seed: 6), Undropping().Cell(Steps), TestData.Cell(steps: Steps) };
        Parallel.Invoke([
            .. Enumerable.Range(0, beside.Length).Select(i => (Action)(() => beside[i] = Train(Dropping(declares).Cell(Steps)))),
            .. others.Select(other => (Action)(() => Train(other, other.Task is SmallTask ? SmallTask.Examples : TestData.Symbols))),
        ]);
        Assert.All(beside, run => Assert.Equal(alone, run));
        Assert.Equal(alone, Resumed(Dropping(declares).Cell(Steps), 17));
    }

    [Fact]
    public void Evaluation_leaves_no_trace_in_a_run()
    {
        using var run = Engines.Torch.Start(Dropping().Cell(Steps), SmallTask.Examples, null);
        for (var i = 0; i < Steps; i++)
        {
            run.Advance(1);
            run.Evaluate(SmallTask.Examples.Valid);
        }

        Assert.Equal(Train(Dropping().Cell(Steps)), Weights(run));
    }

    /// <summary>It draws from its 20th step on, when it runs beside others already.</summary>
    [Fact]
    public void One_that_begins_to_draw_late_is_started_again_and_then_the_same_as_one_that_says_so()
    {
        var late = new SmallTask(_ => new Late());
        var cell = late.Cell(Steps);
        using (var run = Engines.Torch.Start(cell, SmallTask.Examples, null))
        {
            var restart = Assert.Throws<RunRestartException>(() => run.Advance(Steps));
            Assert.Contains("the task 'small'", restart.Message, StringComparison.Ordinal);
            Assert.Equal(20, run.StepsDone);
        }

        Assert.Equal(Train(new SmallTask(_ => new Late()) { Declares = true }.Cell(Steps)), Train(cell));
    }

    [Fact]
    public void The_optimizer_of_a_task_goes_on_after_a_stop()
    {
        SmallTask Own() => new(_ => nn.Sequential(("0", nn.Linear(TestData.Features, 8)), ("1", nn.Tanh()), ("2", nn.Linear(8, TestData.Classes))))
        {
            MakeOptimizer = (module, settings) => optim.AdamW(module.parameters(), settings.Training.LearningRate),
        };
        Assert.Equal(Train(Own().Cell(Steps)), Resumed(Own().Cell(Steps), 11));
        Assert.NotEqual(Train(Own().Cell(Steps)), Train(Own().Cell(Steps) with { Training = Own().Cell(Steps).Training with { LearningRate = 0.02 } }));
    }

    [Fact]
    public void Looking_changes_nothing()
    {
        using var seen = Engines.Torch.Start(Dropping().Cell(Steps), SmallTask.Examples, new Looks());
        seen.Advance(Steps);
        Assert.Equal(Train(Dropping().Cell(Steps)), Weights(seen));
    }

    private static SmallTask Dropping(bool declares = false) => new(settings => Dropped(settings[SmallTask.Rate])) { Declares = declares };

    private static SmallTask Undropping() => new(_ => Dropped(0));

    private static nn.Module<Tensor, Tensor> Dropped(double rate) => nn.Sequential(
        ("hidden", nn.Linear(TestData.Features, 8)), ("activation", nn.ReLU(inplace: true)), ("dropout", rate > 0 ? nn.Dropout(rate) : nn.Identity()), ("logits", nn.Linear(8, TestData.Classes)));

    private static byte[] Train(CellSettings cell, IDataset? data = null)
    {
        using var run = Engines.Torch.Start(cell, data ?? SmallTask.Examples, null);
        while (!run.IsFinished)
            run.Advance(1);
        return Weights(run);
    }

    private static byte[] Resumed(CellSettings cell, int steps)
    {
        using var state = new MemoryStream();
        using (var run = Engines.Torch.Start(cell, SmallTask.Examples, null))
        {
            run.Advance(steps);
            run.Save(state);
        }

        state.Position = 0;
        using var resumed = Engines.Torch.Start(cell, SmallTask.Examples, null);
        resumed.Restore(state);
        resumed.Advance(int.MaxValue);
        return Weights(resumed);
    }

    private static byte[] Weights(ITrainingRun run) =>
        [.. run.Weights().SelectMany(tensor => tensor.Values).SelectMany(BitConverter.GetBytes), .. run.Losses.ToArray().SelectMany(BitConverter.GetBytes)];

    private sealed class Late : nn.Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Linear _logits = nn.Linear(TestData.Features, TestData.Classes);
        private int _calls;

        public Late()
            : base(nameof(Late)) => RegisterComponents();

        public override Tensor forward(Tensor input) => _logits.call(++_calls > 19 && training ? input + rand(input.shape) : input);
    }
}
