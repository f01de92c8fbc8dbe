using Sweeps.Training.Catalogues;

namespace Sweeps.Engine.Tests.Optimizers;

/// <summary>Optimizers as PyTorch's documentation writes them, a number at a time in double precision. An optimizer of the catalogue that is not here fails its test.</summary>
internal static class OptimizerFormulas
{
    public static double[] Run(string name, OptionValues options, int steps, double[] weights, Func<int, double[]> gradientOf, Func<int, double> rateOf) => name switch
    {
        "sgd" => Sgd(options, steps, weights, gradientOf, rateOf),
        "adam" => Adam(options, isDecoupled: false, steps, weights, gradientOf, rateOf),
        "adamw" => Adam(options, isDecoupled: true, steps, weights, gradientOf, rateOf),
        "rmsprop" => RmsProp(options, steps, weights, gradientOf, rateOf),
        _ => throw new NotSupportedException($"There are no formulas for the optimizer '{name}': write them down here, from its definition."),
    };

    private static double Option(OptionValues options, string name, double byDefault) =>
        options.All.Where(option => string.Equals(option.Key, "train.optimizer." + name, StringComparison.Ordinal)).Select(option => (double)option.Value).FirstOrDefault(byDefault);

    private static bool Switch(OptionValues options, string name) =>
        options.All.Any(option => string.Equals(option.Key, "train.optimizer." + name, StringComparison.Ordinal) && option.Value is true);

    /// <summary>torch.optim.SGD: g ← g + λθ; b ← μb + (1 − τ)g (b is g at the first step); θ ← θ − γb, with Nesterov θ ← θ − γ(g + μb).</summary>
    private static double[] Sgd(OptionValues options, int steps, double[] weights, Func<int, double[]> gradientOf, Func<int, double> rateOf)
    {
        var (momentum, decay) = (Option(options, "momentum", 0), Option(options, "weight_decay", 0));
        var (dampening, nesterov) = (Option(options, "dampening", 0), Switch(options, "nesterov"));
        var buffer = new double[weights.Length];
        for (var t = 1; t <= steps; t++)
        {
            var gradients = gradientOf(t);
            for (var i = 0; i < weights.Length; i++)
            {
                var g = gradients[i] + (decay * weights[i]);
                buffer[i] = t == 1 ? g : (momentum * buffer[i]) + ((1 - dampening) * g);
                weights[i] -= rateOf(t) * (momentum == 0 ? g : nesterov ? g + (momentum * buffer[i]) : buffer[i]);
            }
        }

        return weights;
    }

    /// <summary>
    /// torch.optim.RMSprop: g ← g + λθ; v ← αv + (1 − α)g²; ṽ = v, centred: a ← αa + (1 − α)g and ṽ = v − a²; with momentum b ← μb + g/(√ṽ + ε) and θ ← θ − γb, else θ ← θ − γg/(√ṽ + ε).
    /// </summary>
    private static double[] RmsProp(OptionValues options, int steps, double[] weights, Func<int, double[]> gradientOf, Func<int, double> rateOf)
    {
        var (alpha, epsilon) = (Option(options, "alpha", 0.99), Option(options, "eps", 1e-8));
        var (momentum, decay, centered) = (Option(options, "momentum", 0), Option(options, "weight_decay", 0), Switch(options, "centered"));
        var (v, a, b) = (new double[weights.Length], new double[weights.Length], new double[weights.Length]);
        for (var t = 1; t <= steps; t++)
        {
            var gradients = gradientOf(t);
            for (var i = 0; i < weights.Length; i++)
            {
                var g = gradients[i] + (decay * weights[i]);
                v[i] = (alpha * v[i]) + ((1 - alpha) * g * g);
                a[i] = (alpha * a[i]) + ((1 - alpha) * g);
                var quotient = g / (Math.Sqrt(v[i] - (centered ? a[i] * a[i] : 0)) + epsilon);
                b[i] = (momentum * b[i]) + quotient;
                weights[i] -= rateOf(t) * (momentum == 0 ? quotient : b[i]);
            }
        }

        return weights;
    }

    /// <summary>torch.optim.AdamW first: θ ← θ − γλθ. torch.optim.Adam: g ← g + λθ; m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; θ ← θ − γ·m̂/(√v̂ + ε) with m̂ = m/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ).</summary>
    private static double[] Adam(OptionValues options, bool isDecoupled, int steps, double[] weights, Func<int, double[]> gradientOf, Func<int, double> rateOf)
    {
        var (beta1, beta2) = (Option(options, "beta1", 0.9), Option(options, "beta2", 0.999));
        var (epsilon, decay) = (Option(options, "eps", 1e-8), Option(options, "weight_decay", isDecoupled ? 0.01 : 0));
        var (m, v) = (new double[weights.Length], new double[weights.Length]);
        for (var t = 1; t <= steps; t++)
        {
            var gradients = gradientOf(t);
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] -= isDecoupled ? rateOf(t) * decay * weights[i] : 0;
                var g = gradients[i] + (isDecoupled ? 0 : decay * weights[i]);
                m[i] = (beta1 * m[i]) + ((1 - beta1) * g);
                v[i] = (beta2 * v[i]) + ((1 - beta2) * g * g);
                weights[i] -= rateOf(t) * (m[i] / (1 - Math.Pow(beta1, t))) / (Math.Sqrt(v[i] / (1 - Math.Pow(beta2, t))) + epsilon);
            }
        }

        return weights;
    }
}
