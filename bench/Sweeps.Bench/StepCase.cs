using Sweeps.Core.Handlers;
using Sweeps.Engine.Training;
using Sweeps.Numerics.Random;
using Sweeps.Training;

namespace Sweeps.Bench;

/// <summary>A network that is trained, with handlers at every step or without.</summary>
internal sealed class StepCase(string name, NetworkSettings network, params string[] handlers) : IArithmetic
{
    private const int BatchSize = 32;
    private const int RunSteps = 1_000_000;
    private const int Symbols = 29;
    private const int Examples = 100_000;
    private static readonly TrainingData s_data = Data();
    private ITrainingRun? _run;
    private IReadOnlyList<HandlerTable> _tables = [];

    public static IReadOnlyList<StepCase> All { get; } =
    [
        new("relu", Network()), new("tanh", Network() with { Activation = "tanh" }),
        new("selu", Network() with { Activation = "selu" }), new("gelu", Network() with { Activation = "gelu" }),
        new("relu, layer norm", Network() with { Norm = "layer", NormalizeLogits = true }),
        new("relu, batch norm", Network() with { Norm = "batch", NormalizeLogits = true }),
        new("residual blocks", Network() with { Residual = ResidualKind.PreActivation, NormalizeLogits = true }),
        new("relu, arithmetic as PyTorch", Network() with { Arithmetic = ArithmeticKind.PyTorch }),
        new("tanh, one layer of 200", Network() with { Activation = "tanh", Width = 200, Depth = 0 }),
        .. new[] { "percentiles", "update_ratio", "rank_collapse", "dead_units", "saturation", "moments", "histogram" }.Select(kind => new StepCase($"relu, {kind}", Network(), kind)),
        new("relu, percentiles, update_ratio, rank_collapse", Network(), "percentiles", "update_ratio", "rank_collapse"),
    ];

    /// <summary>Three products a layer (the first layer's input gradient included).</summary>
    public double Flops => 6.0 * BatchSize * new TrainingEngine().Describe(new CellSettings(network, new TrainingSettings())).Modules.Where(m => m.IsLinear).Sum(m => m.Inputs * m.Outputs);

    public void Advance(int steps)
    {
        if (_run is null || _run.IsFinished)
            Start();
        _run!.Advance(steps);
        foreach (var table in _tables)
            table.Rows.Clear();
    }

    public override string ToString() => name;

    private static NetworkSettings Network() => new() { VocabularySize = Symbols };

    private static TrainingData Data()
    {
        const int context = 3;
        var generator = new TorchGenerator(1);
        var symbols = Enumerable.Range(0, Examples * (context + 1)).Select(_ => (ushort)generator.RandInt(Symbols)).ToArray();
        var examples = new ExampleSet(context, symbols.AsMemory(0, Examples * context), symbols.AsMemory(Examples * context));
        return new TrainingData(Symbols, examples, examples, examples);
    }

    private void Start()
    {
        _run?.Dispose();
        var tap = handlers.Length == 0 ? null : new HandlerSet([.. handlers.Select(Define)], RunSteps);
        _tables = tap?.Tables ?? [];
        _run = new TrainingEngine().Start(
            new CellSettings(network, new TrainingSettings { Steps = RunSteps, BatchSize = BatchSize, LearningRate = 0.01 }), s_data, tap);
    }

    private static HandlerDefinition Define(string kind)
    {
        var found = HandlerCatalogue.Shipped.Find(kind) ?? throw new InvalidOperationException($"There is no handler '{kind}'.");
        var options = found.Options.ToDictionary(option => option.Name, option => option.Default, StringComparer.Ordinal);
        return new HandlerDefinition(kind, found, new HandlerOptions(options), HandlerSchedule.Always);
    }
}
