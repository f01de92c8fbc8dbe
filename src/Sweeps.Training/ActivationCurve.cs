namespace Sweeps.Training;

/// <summary>An activation in double precision, with the same bits on every machine.</summary>
/// <param name="Value">f.</param>
/// <param name="Derivative">f′ as training and torch.autograd have it; at a jump (ReLU and SELU at 0) that is the value on the left.</param>
/// <param name="Turns">The points between which f′ is monotone, and at which it may jump.</param>
public sealed record ActivationCurve(Func<double, double> Value, Func<double, double> Derivative, IReadOnlyList<double> Turns);
