namespace Sweeps.Training;

/// <summary>An activation in double precision, with the same bits on every machine.</summary>
/// <param name="Value">f.</param>
/// <param name="Derivative">f′ as training and torch.autograd have it; at a jump (ReLU and SELU at 0) that is the value on the left.</param>
/// <param name="Turns">The points between which f′ is monotone, and at which it may jump.</param>
public sealed record ActivationCurve(Func<double, double> Value, Func<double, double> Derivative, IReadOnlyList<double> Turns)
{
    private const double LeastJump = 1e-9;

    /// <summary>The points at which f′ jumps, in order.</summary>
    public IReadOnlyList<double> Kinks => field ??=
        [.. Turns.Where(turn => Math.Abs(Derivative(Math.BitIncrement(turn)) - Derivative(Math.BitDecrement(turn))) > LeastJump)];

    /// <summary>Whether f and f′ are 0 for every x below 0, so that a unit that is off for all examples learns nothing.</summary>
    public bool IsOffBelowZero { get; } =
        Value(-30) == 0 && Derivative(-30) == 0 && Value(-1) == 0 && Derivative(-1) == 0 && Value(-1e-3) == 0 && Derivative(-1e-3) == 0;
}
