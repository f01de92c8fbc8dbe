using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sweeps.Torch.Modules;

/// <summary>The gain and the bias of a normalisation's units, which it may be without.</summary>
internal sealed class UnitGains
{
    /// <param name="hasBias">Whether there is a bias where there is a gain.</param>
    public UnitGains(int units, DeclaredOptions options, bool hasBias, ScalarType type)
    {
        if (!options.Switch(TorchNorms.Affine))
            return;
        Weight = new Parameter(ones(units, dtype: type));
        Bias = hasBias ? new Parameter(zeros(units, dtype: type)) : null;
    }

    /// <summary>At first 1; null without one.</summary>
    public Parameter? Weight { get; }

    /// <summary>At first 0; null without one.</summary>
    public Parameter? Bias { get; }

    /// <summary>What is registered of a module that has them.</summary>
    public IEnumerable<(string Name, Parameter Parameter)> All
    {
        get
        {
            if (Weight is { } weight)
                yield return ("weight", weight);
            if (Bias is { } bias)
                yield return ("bias", bias);
        }
    }

    /// <summary>What is normalised, times the gain and plus the bias.</summary>
    public Tensor Apply(Tensor standard)
    {
        var scaled = Weight is null ? standard : standard.mul(Weight);
        return Bias is null ? scaled : scaled.Plus(Bias);
    }
}
