using Sweeps.Training.Lockstep;

namespace Sweeps.Core.Verification.Lockstep;

/// <summary>Gradients of parameters that are zero in exact arithmetic: what engines have of them is rounding, which says nothing of the engines.</summary>
/// <remarks>A parameter's gradient is a sum over the batch of what flows back into its module. It is zero if in float64 nothing of that sum is left but float64's rounding.</remarks>
internal sealed class ExactZeros(
    RecordedStep step, Func<StepTensor, double> roundingOf, Dictionary<(StepTensorKind, string), StepTensor> exact)
{
    /// <summary>Float64's rounding is 2⁻²⁹ = 2e-9 of float32's; what is less than this share of float32's is no number of its own.</summary>
    private const double ShareOfRounding = 1e-6;

    /// <summary>Far above float64's rounding of a sum, and far below what float32 resolves.</summary>
    private const double ShareOfTerms = 1e-12;

    /// <summary>What float32's rounding of a sum stays below. A number that is not rounding is more, and is compared.</summary>
    private const double MostOfTerms = 1e-5;

    /// <param name="gradient">A parameter's gradient in float64.</param>
    /// <param name="ours">The gradient that is checked, which has to be as small as rounding.</param>
    public bool Contains(StepTensor gradient, double[] ours)
    {
        if (Modules.Of(gradient, step.Modules) is not { } module)
            return false;
        if (!exact.TryGetValue((StepTensorKind.OutputGradient, module.Name), out var terms))
            return false;
        var sum = step.BatchSize * StepComparer.Largest(terms.Values);
        var rounding = step.BatchSize * roundingOf(terms);
        // What is 0 without rounding, as behind units that are off, is 0 for every engine.
        return StepComparer.Largest(gradient.Values) is > 0 and var largest && largest <= Math.Max(ShareOfTerms * sum, ShareOfRounding * rounding)
            && StepComparer.Largest(ours) <= Math.Max(MostOfTerms * sum, StepComparer.Roundings * rounding);
    }
}
