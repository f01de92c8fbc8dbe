using Sweeps.Training.Lockstep;

namespace Sweeps.Core.Verification.Lockstep;

/// <summary>Compares a step with the same step of another engine, tensor by tensor, as far as rounding allows.</summary>
/// <remarks>
/// The truth is the other engine's float64. A tensor may be 8 times as far from it as rounding moves the other engine's own (its float32, or its float64 with outputs that are changed
/// by as much as float32 rounds, whichever is farther), and at least 1e-6 of its largest number, or of the terms from which it was computed if they are larger: those of a gradient's sum over
/// the batch, those that a norm subtracts from each other, and those that an activation held back. A step that was applied may be off by one unit in the last place of the parameter's largest number too, since it is a
/// difference of two such numbers.
/// </remarks>
internal sealed class StepComparer
{
    /// <summary>How many times as far from the truth as rounding moves the other engine's own numbers a tensor may be.</summary>
    public const double Roundings = 8;
    private const double LeastShare = 1e-6;

    /// <summary>From a number in float32 to the next one, as a share of it at most.</summary>
    private const double UnitInLastPlace = 1.0 / (1 << 23);

    private readonly RecordedStep _ours;
    private readonly Dictionary<(StepTensorKind, string), StepTensor> _recorded;
    private readonly IReadOnlyList<Dictionary<(StepTensorKind, string), StepTensor>> _rounded;
    private readonly Dictionary<(StepTensorKind, string), StepTensor> _exact;
    private readonly Dictionary<string, double> _largestWeight;
    private readonly ExactZeros _zeros;
    private readonly LostDigits _lost;

    private StepComparer(RecordedStep ours, OtherStep other)
    {
        _ours = ours;
        (_recorded, _rounded, _exact) = (ByName(ours.Tensors), [.. other.Rounded.Select(ByName)], ByName(other.Exact));
        _largestWeight = ours.Start.Weights.ToDictionary(tensor => tensor.Name, tensor => tensor.Values.Length == 0 ? 0 : (double)tensor.Values.Max(Math.Abs), StringComparer.Ordinal);
        _zeros = new ExactZeros(ours, tensor => Rounding((tensor.Kind, tensor.Name), tensor.Values), _exact);
        _lost = new LostDigits(ours, _exact);
    }

    /// <param name="ours">The step of the engine that is checked.</param>
    /// <param name="other">The same step of the other engine.</param>
    /// <returns>A comparison of every tensor that the other engine has, in the order in which they are computed.</returns>
    public static IReadOnlyList<TensorComparison> Compare(RecordedStep ours, OtherStep other)
    {
        var comparer = new StepComparer(ours, other);
        var unsure = comparer.LastUnsureKink();
        return [.. other.Exact.Where(tensor => tensor.Kind != StepTensorKind.Input && comparer.IsExpected(tensor)).OrderBy(comparer.Place).Select(tensor => comparer.Compare(tensor, unsure))];
    }

    private static Dictionary<(StepTensorKind, string), StepTensor> ByName(IReadOnlyList<StepTensor> tensors) => tensors.ToDictionary(tensor => (tensor.Kind, tensor.Name));

    /// <summary>The place of the last activation of which an element is not on the same side of a jump for all; −1 if there is none.</summary>
    private int LastUnsureKink()
    {
        foreach (var module in _ours.Modules.Reverse().Where(module => module.Curve?.Kinks.Count > 0))
        {
            var key = (StepTensorKind.Input, module.Name);
            if (!_recorded.TryGetValue(key, out var ours) || !_exact.TryGetValue(key, out var exact))
                continue;
            if (_rounded.Select(tensors => tensors[key]).Prepend(ours).Any(other => module.Curve!.Kinks.Any(kink => AreParted(other.Values, exact.Values, kink))))
                return module.Index;
        }

        return -1;

        static bool AreParted(double[] values, double[] truth, double kink) => values.Zip(truth, (value, exact) => (value > kink) != (exact > kink)).Any(parted => parted);
    }

    /// <summary>Statistics are not recorded where something else may have changed them.</summary>
    private bool IsExpected(StepTensor tensor) => tensor.Kind != StepTensorKind.Statistics || _ours.Tensors.Any(ours => ours.Kind == StepTensorKind.Statistics);

    private (int Group, int Place) Place(StepTensor tensor) => tensor.Kind switch
    {
        StepTensorKind.Output or StepTensorKind.Input => (0, ModuleOf(tensor)),
        StepTensorKind.Loss => (1, 0),
        StepTensorKind.OutputGradient or StepTensorKind.Gradient => (2, -ModuleOf(tensor)),
        StepTensorKind.Statistics => (3, ModuleOf(tensor)),
        StepTensorKind.Step => (4, ModuleOf(tensor)),
        StepTensorKind.OptimizerState => (5, ModuleOf(tensor)),
        _ => throw new ArgumentOutOfRangeException(nameof(tensor), tensor.Kind, "Unknown kind of tensor."),
    };

    private int ModuleOf(StepTensor tensor) => Modules.Of(tensor, _ours.Modules)?.Index ?? -1;

    private TensorComparison Compare(StepTensor exact, int unsureKink)
    {
        var key = (exact.Kind, exact.Name);
        var (ours, truth) = (_recorded.TryGetValue(key, out var recorded) ? recorded.Values : [], exact.Values);
        var largest = Largest(truth);
        var result = new TensorComparison(exact.Kind, exact.Name, truth.Length, largest, double.PositiveInfinity, 0);
        if (ours.Length != truth.Length)
            return result;
        var rounding = Rounding(key, truth);
        var (distance, worst) = Farthest(ours, truth);
        var tolerance = Math.Max(Roundings * rounding, LeastShare * LargestSum(exact, largest) * _lost.Of(exact, Modules.Of(exact, _ours.Modules)));
        if (exact.Kind == StepTensorKind.Step)
            tolerance = Math.Max(tolerance, UnitInLastPlace * _largestWeight[exact.Name]);
        result = result with { Distance = distance, Tolerance = tolerance };
        if (truth.Length > 0)
            result = result with { Worst = worst, Ours = ours[worst], Exact = truth[worst] };
        return result with { LeftOut = WhyLeftOut(exact, ours, rounding, unsureKink) };
    }

    /// <summary>How far rounding moves a tensor. What the disturbed computations do not have, updates above all, float32 has alone.</summary>
    private double Rounding((StepTensorKind, string) key, double[] truth) =>
        _rounded.Where(tensors => tensors.ContainsKey(key)).Max(tensors => Farthest(tensors[key].Values, truth).Distance);

    /// <summary>A parameter's gradient is a sum over the batch, whose terms may cancel each other: what they come to without their signs is what rounding is a share of.</summary>
    private double LargestSum(StepTensor exact, double largest)
    {
        if (exact.Kind != StepTensorKind.Gradient || Modules.Of(exact, _ours.Modules) is not { } module || !_exact.TryGetValue((StepTensorKind.OutputGradient, module.Name), out var terms))
            return largest;
        var units = Math.Max(1, terms.Values.Length / _ours.BatchSize);
        for (var unit = 0; unit < units; unit++)
        {
            var sum = 0.0;
            for (var i = unit; i < terms.Values.Length; i += units)
                sum += Math.Abs(terms.Values[i]);
            largest = Math.Max(largest, sum);
        }

        return largest;
    }

    private LeftOut WhyLeftOut(StepTensor exact, double[] ours, double rounding, int unsureKink)
    {
        if (!double.IsFinite(rounding))
            return LeftOut.Overflow;
        if (exact.Kind is not (StepTensorKind.Gradient or StepTensorKind.OutputGradient))
            return LeftOut.No;
        // The gradients of what was computed before an activation come through it.
        if (ModuleOf(exact) < unsureKink)
            return LeftOut.Kink;
        return exact.Kind == StepTensorKind.Gradient && _zeros.Contains(exact, ours) ? LeftOut.Zero : LeftOut.No;
    }

    internal static double Largest(double[] values)
    {
        var largest = 0.0;
        foreach (var value in values)
            largest = Math.Max(largest, Math.Abs(value));
        return largest;
    }

    internal static (double Distance, int Place) Farthest(double[] values, double[] truth)
    {
        var (distance, place) = (0.0, 0);
        for (var i = 0; i < truth.Length; i++)
        {
            var away = values[i].Equals(truth[i]) ? 0 : Math.Abs(values[i] - truth[i]);
            if (double.IsNaN(away))
                return (double.PositiveInfinity, i);
            if (away > distance)
                (distance, place) = (away, i);
        }

        return (distance, place);
    }
}
