using Sweeps.Training.Lockstep;

namespace Sweeps.Core.Verification.Lockstep;

/// <summary>A tensor of one step beside the same tensor of another engine.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its module or parameter; empty for the loss.</param>
/// <param name="Values">How many numbers it has.</param>
/// <param name="Largest">The largest of their absolute values, in float64.</param>
/// <param name="Distance">The largest distance of a compared number from the float64 one; infinite if the tensor is missing, has another size, or one of them alone is not finite.</param>
/// <param name="Tolerance">The greatest distance that rounding explains.</param>
public sealed record TensorComparison(StepTensorKind Kind, string Name, int Values, double Largest, double Distance, double Tolerance)
{
    /// <summary>Why its numbers were not compared. <value>Default: they were.</value></summary>
    public LeftOut LeftOut { get; init; }

    /// <summary>The place of the number that is farthest away, row by row.</summary>
    public int Worst { get; init; }

    /// <summary>The number there, of the engine that is checked.</summary>
    public double Ours { get; init; }

    /// <summary>The float64 number there.</summary>
    public double Exact { get; init; }

    /// <summary>Whether it was compared, or need not be, and is within the tolerance.</summary>
    public bool IsEqual => LeftOut != LeftOut.No || Distance <= Tolerance;

    /// <summary>The distance in tolerances: up to 1 is equal. 0 if it was not compared.</summary>
    public double Ratio => LeftOut != LeftOut.No || Distance == 0 ? 0 : Distance / Tolerance;
}

/// <summary>Why the numbers of a tensor were not compared.</summary>
public enum LeftOut
{
    /// <summary>They were compared.</summary>
    No,

    /// <summary>A number flows into a later activation so close to a jump of its derivative that rounding decides on which side it lies, and the gradients depend on it.</summary>
    Kink,

    /// <summary>The gradient is zero in exact arithmetic, as that of a bias before batch norm, so that both engines have rounding alone.</summary>
    Zero,

    /// <summary>A number is too large for float32 in LibTorch's own computation.</summary>
    Overflow,
}

/// <summary>All tensors of one step, in the order in which they are computed.</summary>
/// <param name="Step">From 0.</param>
/// <param name="IsResumed">Whether the run was restored from a saved state right before the step.</param>
/// <param name="Tensors">The loss comes after the outputs, gradients go from the last module to the first.</param>
public sealed record StepComparison(int Step, bool IsResumed, IReadOnlyList<TensorComparison> Tensors);

/// <summary>What lockstep found of one run.</summary>
/// <param name="Steps">The compared steps in order.</param>
/// <param name="DivergedAt">The step at which the loss was no longer finite; no step from there on was compared. Null if there is none.</param>
public sealed record LockstepReport(IReadOnlyList<StepComparison> Steps, int? DivergedAt)
{
    /// <summary>The first tensor that differs, with its step; null if none does.</summary>
    public (StepComparison Step, TensorComparison Tensor)? First
    {
        get
        {
            foreach (var step in Steps)
                foreach (var tensor in step.Tensors)
                    if (!tensor.IsEqual)
                        return (step, tensor);
            return null;
        }
    }
}
