using Sweeps.Engine.Activations;
using Sweeps.Engine.Norms;

namespace Sweeps.Engine.Checks;

/// <summary>A network to check, by name.</summary>
public sealed class GradientCase
{
    private readonly Func<GradientReport> _run;

    internal GradientCase(Func<GradientReport> run) => _run = run;

    /// <summary>Runs the check; cases are independent of each other.</summary>
    public GradientReport Run() => _run();
}

/// <summary>
/// Every hand-written backward pass of the engine, in float64 through the kernels that training uses in float32, against the unfused
/// chain of elementary operations (“MLP with backpropagation”) and against central differences; and “Activations and Gradients”'s checks of layer norm.
/// </summary>
public static class GradientCheck
{
    /// <summary>The largest relative difference that agrees: 1e-7.</summary>
    public const double Tolerance = 1e-7;

    private const double Penalty = 0.1;

    /// <summary>Units from which on every product has sums in two chains.</summary>
    private const int LeastTiles = 24;

    /// <summary>Networks that hold every kind of layer, then “MLP with backpropagation” and “Activations and Gradients”.</summary>
    public static IReadOnlyList<GradientCase> Cases(GradientCheckSettings settings)
    {
        var plain = new NetworkSettings
        {
            VocabularySize = settings.VocabularySize,
            Context = settings.Context,
            Embedding = settings.Embedding,
            Width = settings.Width,
            Depth = settings.Depth,
        };
        var normalized = plain with { NormalizeLogits = true };
        var smooth = plain with { Activation = "tanh" };
        var bessel = smooth with { Norm = "batch", NormOptions = OptionValues.None.With(BatchNormalization.Bessel, true) };
        var noBias = new InitSettings { Hidden = new LayerInit { Bias = BiasInit.None } };
        return
        [
            .. ActivationCatalogue.All.Select(activation => Network($"{activation.Name}, no norm", plain with { Activation = activation.Name })),
            .. NormCatalogue.All.Where(norm => norm.ModuleType is not null).Select(norm =>
                Network($"{plain.Activation}, {norm.Name} norm, normalised logits", normalized with { Norm = norm.Name })),
            Network("tanh, products in PyTorch's order", smooth with { Width = Math.Max(settings.Width, LeastTiles), Arithmetic = ArithmeticKind.PyTorch }),
            Network("tanh, batch norm with Bessel's correction", bessel),
            Network("residual blocks, normalised logits", normalized with { Residual = ResidualKind.PreActivation }),
            Network("the same blocks, not added", normalized with { Residual = ResidualKind.PreActivationPlain }),
            Network(
                "tanh, hidden layers without bias, penalty on the squared weights", smooth with { Init = noBias }, Penalty),
            new(() => ByHandCheck.Run(settings.Seed)),
            new(() => LayerNormCheck.Run(settings.Seed)),
        ];

        GradientCase Network(string title, NetworkSettings network, double penalty = 0) => new(() => Run(title, network, settings, penalty));
    }

    private static GradientReport Run(string title, NetworkSettings settings, GradientCheckSettings sizes, double penalty)
    {
        using var network = new CheckedNetwork(settings, sizes.BatchSize, penalty, sizes.Seed);
        return NetworkCheck.Run(title, network, penalty, sizes.Differences);
    }
}
