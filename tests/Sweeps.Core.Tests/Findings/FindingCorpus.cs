using System.Globalization;

namespace Sweeps.Core.Tests.Findings;

/// <summary>The networks that the two tests of findings train: all of them by <c>scripts/findings</c>, a share that is drawn with a seed by <c>dotnet test</c>.</summary>
internal static class FindingCorpus
{
    /// <summary>Hidden layers after the first, steps and learning rates of networks that are to train.</summary>
    public const string Depth = "3";
    public const int Steps = 1000;
    public const string Rates = "[0.03, 0.1, 0.3, 1]";

    public static readonly int[] Batches = [1, 2, 4, 8, 16, 32, 64, 128, 256];
    public static readonly int[] Widths = [4, 8, 16, 32, 64, 128, 256];
    public static readonly string[] Activations = ["tanh", "relu", "selu", "gelu"];
    public static readonly string[] Norms = ["none", "layer", "batch"];
    public static readonly int[] Seeds = [1, 2, 3];

    /// <summary>The share of the networks that is trained, in percent; null for the share of <c>dotnet test</c>, which leaves out what takes long.</summary>
    public static double? Share { get; } =
        Environment.GetEnvironmentVariable("SWEEPS_FINDINGS") is { Length: > 0 } share ? double.Parse(share, CultureInfo.InvariantCulture) : null;

    /// <summary>The seed of the draw.</summary>
    public static int Seed { get; } = int.Parse(Environment.GetEnvironmentVariable("SWEEPS_FINDINGS_SEED") is { Length: > 0 } seed ? seed : "1", CultureInfo.InvariantCulture);

    /// <summary>A definition per network that is to train, its learning rates as the only axis.</summary>
    public static IEnumerable<string> Sound(double share, int mostNumbers)
    {
        var random = new Random(Seed);
        foreach (var batch in Batches)
            foreach (var width in Widths)
                foreach (var activation in Activations)
                    foreach (var norm in Norms)
                        foreach (var seed in Seeds)
                            if (random.NextDouble() * 100 < share && batch * width <= mostNumbers && !(norm is "batch" && batch < 2))
                                yield return Definition($"activation: {activation}, norm: {norm}, depth: {Depth}, width: {width}", $"batch_size: {batch}, steps: {Steps}", seed, $"grid: {{ lr: {Rates} }}");
    }

    /// <param name="grid">Axes, or nothing.</param>
    public static string Definition(string model, string train, int seed, string grid) => $$"""
        name: corpus
        dataset: { shuffle: python:42, split: { train: 0.1 } }
        model: { {{model}} }
        train: { {{train}} }
        seed: {{seed}}
        {{grid}}
        handlers:
          - dead_units: { every: 50, at: [-1] }
          - saturation: { every: 50, at: [-1] }
          - update_ratio: { every: 50, at: [-1] }
          - rank_collapse: { every: 50, at: [-1] }
        """;
}
