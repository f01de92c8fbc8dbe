using Sweeps.Engine.Checks;

namespace Sweeps.Engine.Norms;

/// <summary>Options that several normalisations have.</summary>
internal static class NormOptions
{
    public static SwitchOption Affine { get; } = new(
        "model.norm_affine", "norm_affine",
        "Whether a normalisation has a gain for each unit, and a bias but for rms norm (affine and elementwise_affine of PyTorch); without them it has no parameters.", Default: true);

    /// <summary>The end of a normalisation on the tape: the gain and the bias, if it has them.</summary>
    /// <param name="standard">What is normalised: samples × units.</param>
    /// <param name="parameter">The parameters by name: 1 × units.</param>
    /// <param name="names">Their names.</param>
    public static Variable Apply(Tape tape, Variable standard, Func<string, Variable> parameter, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
            return standard;
        var scaled = tape.Multiply(standard, parameter(names[0]));
        return names.Count == 1 ? scaled : tape.Add(scaled, parameter(names[1]));
    }
}
