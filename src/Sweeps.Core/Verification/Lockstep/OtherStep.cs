using Sweeps.Training.Lockstep;

namespace Sweeps.Core.Verification.Lockstep;

/// <summary>A step as the engine computes it that another one is compared with.</summary>
/// <param name="Exact">In float64.</param>
/// <param name="Rounded">As rounding moves it: in float32, and in float64 with outputs that are changed at random by as much as float32 rounds. The float32 ones come first.</param>
internal sealed record OtherStep(IReadOnlyList<StepTensor> Exact, IReadOnlyList<IReadOnlyList<StepTensor>> Rounded)
{
    /// <summary>One computation in float32 may be near the truth by chance, above all where few numbers cancel each other.</summary>
    private const int Disturbances = 3;

    /// <summary>Computes it from where another engine's run stood.</summary>
    public static OtherStep Of(IStepOracle oracle, RecordedStep step) => new(
        oracle.Compute(step.Start, step.Gradients, inDoublePrecision: true),
        [oracle.Compute(step.Start, step.Gradients, inDoublePrecision: false), .. Enumerable.Range(1, Disturbances).Select(draw => oracle.ComputeDisturbed(step.Start, draw))]);
}
