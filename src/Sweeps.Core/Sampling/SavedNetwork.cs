using Sweeps.Engine.Activations;
using Sweeps.Numerics.Functions;
using Sweeps.Training;

namespace Sweeps.Core.Sampling;

/// <summary>A trained network for one context at a time, in double precision: for looking at what it says, not for training.</summary>
public sealed class SavedNetwork
{
    private const double LayerNormEpsilon = 1e-5;

    private readonly NetworkSettings _settings;
    private readonly IReadOnlyList<ModuleInfo> _modules;
    private readonly IReadOnlyDictionary<string, NamedTensor> _tensors;

    /// <exception cref="InvalidDataException">A tensor is missing or has another shape than the network's.</exception>
    public SavedNetwork(NetworkSettings settings, IReadOnlyList<ModuleInfo> modules, IReadOnlyDictionary<string, NamedTensor> tensors)
    {
        (_settings, _modules, _tensors) = (settings, modules, tensors);
        foreach (var module in modules)
        {
            switch (module.Kind)
            {
                case ModuleKind.Embedding:
                    Expect($"{module.Name}.weight", settings.Symbols * settings.Embedding);
                    break;
                case ModuleKind.Linear:
                    Expect($"{module.Name}.weight", module.Inputs * module.Outputs);
                    ExpectIfThere($"{module.Name}.bias", module.Outputs);
                    break;
                case ModuleKind.BatchNorm:
                    Expect($"{module.Name}.running_mean", module.Outputs);
                    Expect($"{module.Name}.running_var", module.Outputs);
                    goto case ModuleKind.LayerNorm;
                case ModuleKind.LayerNorm:
                    ExpectIfThere($"{module.Name}.weight", module.Outputs);
                    ExpectIfThere($"{module.Name}.bias", module.Outputs);
                    break;
            }
        }
    }

    public int Symbols => _settings.Symbols;

    public int Context => _settings.Context;

    /// <summary>The softmax of the logits after a context, batch norm with its running statistics.</summary>
    /// <param name="context">The last symbols, oldest first.</param>
    public double[] Probabilities(ReadOnlySpan<int> context)
    {
        var x = Embed(context);
        double[]? kept = null;
        for (var i = 1; i < _modules.Count; i++)
        {
            var module = _modules[i];
            if (StartsBlock(i))
                kept = x;
            x = Forward(module, x);
            if (kept is not null && module.Kind == ModuleKind.Linear)
            {
                x = [.. x.Zip(kept, (one, other) => one + other)];
                kept = null;
            }
        }

        var most = x.Max();
        var exponentials = Array.ConvertAll(x, logit => Elementary.Exp(logit - most));
        var sum = exponentials.Sum();
        return Array.ConvertAll(exponentials, value => value / sum);
    }

    /// <summary>A block is LayerNorm, ReLU, Linear; the last such three make the logits and are not added to anything.</summary>
    private bool StartsBlock(int index) =>
        _settings.Residual == ResidualKind.PreActivation && _modules[index].Kind == ModuleKind.LayerNorm && _modules[index].Number <= _settings.Depth;

    private double[] Embed(ReadOnlySpan<int> context)
    {
        var table = _tensors[_modules[0].Name + ".weight"].Values;
        var x = new double[context.Length * _settings.Embedding];
        for (var i = 0; i < x.Length; i++)
            x[i] = table[(context[i / _settings.Embedding] * _settings.Embedding) + (i % _settings.Embedding)];
        return x;
    }

    private double[] Forward(ModuleInfo module, double[] x) => module.Kind switch
    {
        ModuleKind.Linear => Linear(module, x),
        ModuleKind.BatchNorm => Affine(module, x, unit => Value(module, "running_mean", unit, 0), unit => Value(module, "running_var", unit, 1), _settings.BatchNorm.Epsilon),
        ModuleKind.LayerNorm => LayerNorm(module, x),
        ModuleKind.Tanh or ModuleKind.ReLU or ModuleKind.SELU or ModuleKind.GELU => Array.ConvertAll(x, ActivationCurves.Of(module.Kind).Value.Invoke),
        _ => throw new InvalidDataException($"A network cannot go on with {module.Kind} after its embedding."),
    };

    private double[] Linear(ModuleInfo module, double[] x)
    {
        var weight = _tensors[module.Name + ".weight"].Values;
        var y = new double[module.Outputs];
        for (var unit = 0; unit < y.Length; unit++)
        {
            var sum = 0.0;
            for (var i = 0; i < x.Length; i++)
                sum += weight[(unit * x.Length) + i] * x[i];
            y[unit] = sum + Value(module, "bias", unit, 0);
        }

        return y;
    }

    private double[] LayerNorm(ModuleInfo module, double[] x)
    {
        var mean = x.Average();
        var variance = x.Average(value => (value - mean) * (value - mean));
        return Affine(module, x, _ => mean, _ => variance, LayerNormEpsilon);
    }

    private double[] Affine(ModuleInfo module, double[] x, Func<int, double> mean, Func<int, double> variance, double epsilon)
    {
        var y = new double[x.Length];
        for (var unit = 0; unit < y.Length; unit++)
            y[unit] = ((x[unit] - mean(unit)) / Math.Sqrt(variance(unit) + epsilon) * Value(module, "weight", unit, 1)) + Value(module, "bias", unit, 0);
        return y;
    }

    private double Value(ModuleInfo module, string name, int unit, double otherwise) =>
        _tensors.TryGetValue($"{module.Name}.{name}", out var tensor) ? tensor.Values[unit] : otherwise;

    private void ExpectIfThere(string name, int count)
    {
        if (_tensors.ContainsKey(name))
            Expect(name, count);
    }

    private void Expect(string name, int count)
    {
        if (!_tensors.TryGetValue(name, out var tensor) || tensor.Values.Length != count)
            throw new InvalidDataException($"The saved model has no tensor '{name}' of {count} values: it belongs to another network.");
    }
}
