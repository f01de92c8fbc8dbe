namespace Sweeps.Bench.Builds;

/// <summary>A network that both builds train: the cases of <c>scripts/compare-with-torch</c>.</summary>
/// <param name="Name">As in that script.</param>
/// <param name="Steps">Steps of one run: about a seventh of a second.</param>
internal sealed record TrainedCase(string Name, string Activation, string Norm, int Width, int Depth, int Steps, bool HasHandlers = false)
{
    /// <summary>Runs that one process trains. Its time is the least of theirs, because whatever else the machine does only adds to it.</summary>
    public const int RunsOfProcess = 8;

    /// <summary>The name of the sweep.</summary>
    public const string Sweep = "case";

    private const string Handlers = """

        handlers:
          - percentiles: { of: [output], modules: [activation], at: [16, 50, 84], name: activations }
          - percentiles: { of: [weight_gradient], at: [16, 50, 84], name: gradients }
          - update_ratio
          - rank_collapse
        """;

    public static IReadOnlyList<TrainedCase> All { get; } =
    [
        new("relu", "relu", "none", 30, 6, 16_000), new("relu-layer", "relu", "layer", 30, 6, 11_000), new("relu-batch", "relu", "batch", 30, 6, 10_000),
        new("tanh", "tanh", "none", 30, 6, 15_000), new("selu", "selu", "none", 30, 6, 15_000), new("gelu", "gelu", "none", 30, 6, 10_000),
        new("everything", "relu", "none", 30, 6, 2_000, HasHandlers: true), new("wide", "tanh", "none", 200, 0, 11_000),
    ];

    /// <summary>What <c>sweeps run</c> is given.</summary>
    public string Definition => $$"""
        name: {{Sweep}}
        dataset: { source: names, split: { train: 0.3, valid: 0, test: 0 } }
        model: { activation: {{Activation}}, norm: {{Norm}}, width: {{Width}}, depth: {{Depth}} }
        train: { steps: {{Steps}}, lr: 0.1 }
        grid: { seed: { count: {{RunsOfProcess}}, from: 1 } }
        """ + (HasHandlers ? Handlers : "");
}
