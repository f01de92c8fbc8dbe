using Sweeps.Training.Catalogues;

namespace Sweeps.Engine.Tests.Optimizers;

/// <summary>Optimizers as PyTorch's documentation writes them, a number at a time in double precision. An optimizer of the catalogue that is not here fails its test.</summary>
internal static class OptimizerFormulas
{
    public static double[] Run(string name, OptionValues options, int steps, double[] weights, Func<int, double[]> gradientOf, Func<int, double> rateOf) => name switch
    {
        "sgd" => Sgd(options, steps, weights, gradientOf, rateOf),
        "adam" => Adam(options, steps, weights, gradientOf, rateOf),
        _ => throw new NotSupportedException($"There are no formulas for the optimizer '{name}': write them down here, from its definition."),
    };

    private static double Option(OptionValues options, string name, double byDefault) =>
        options.All.Where(option => string.Equals(option.Key, "train.optimizer." + name, StringComparison.Ordinal)).Select(option => (double)option.Value).FirstOrDefault(byDefault);

    /// <summary>torch.optim.SGD: g ← g + λθ; b ← μb + g (b is g at the first step); θ ← θ − γb.</summary>
    private static double[] Sgd(OptionValues options, int steps, double[] weights, Func<int, double[]> gradientOf, Func<int, double> rateOf)
    {
        var (momentum, decay) = (Option(options, "momentum", 0), Option(options, "weight_decay", 0));
        var buffer = new double[weights.Length];
        for (var t = 1; t <= steps; t++)
        {
            var gradients = gradientOf(t);
            for (var i = 0; i < weights.Length; i++)
            {
                var g = gradients[i] + (decay * weights[i]);
                buffer[i] = t == 1 ? g : (momentum * buffer[i]) + g;
                weights[i] -= rateOf(t) * (momentum == 0 ? g : buffer[i]);
            }
        }

        return weights;
    }

    /// <summary>torch.optim.Adam: g ← g + λθ; m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; θ ← θ − γ·m̂/(√v̂ + ε) with m̂ = m/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ).</summary>
    private static double[] Adam(OptionValues options, int steps, double[] weights, Func<int, double[]> gradientOf, Func<int, double> rateOf)
    {
        var (beta1, beta2) = (Option(options, "beta1", 0.9), Option(options, "beta2", 0.999));
        var (epsilon, decay) = (Option(options, "eps", 1e-8), Option(options, "weight_decay", 0));
        var (m, v) = (new double[weights.Length], new double[weights.Length]);
        for (var t = 1; t <= steps; t++)
        {
            var gradients = gradientOf(t);
            for (var i = 0; i < weights.Length; i++)
            {
                var g = gradients[i] + (decay * weights[i]);
                m[i] = (beta1 * m[i]) + ((1 - beta1) * g);
                v[i] = (beta2 * v[i]) + ((1 - beta2) * g * g);
                weights[i] -= rateOf(t) * (m[i] / (1 - Math.Pow(beta1, t))) / (Math.Sqrt(v[i] / (1 - Math.Pow(beta2, t))) + epsilon);
            }
        }

        return weights;
    }
}
