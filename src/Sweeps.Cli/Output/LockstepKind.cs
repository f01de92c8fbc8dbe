using System.Globalization;
using System.Text.Json.Nodes;
using Sweeps.Core.Text;
using Sweeps.Core.Verification.Lockstep;
using Sweeps.Training.Lockstep;

namespace Sweeps.Cli.Output;

/// <summary>What lockstep found of all tensors of one kind of a run.</summary>
internal sealed class LockstepKind
{
    private static readonly LeftOut[] s_reasons = [LeftOut.Kink, LeftOut.Zero, LeftOut.Overflow];

    private readonly StepTensorKind _kind;
    private readonly IReadOnlyList<TensorComparison> _leftOut;
    private readonly (StepComparison Step, TensorComparison Tensor)? _farthest;

    private LockstepKind(StepTensorKind kind, IReadOnlyList<(StepComparison Step, TensorComparison Tensor)> all)
    {
        _kind = kind;
        _leftOut = [.. all.Select(one => one.Tensor).Where(tensor => tensor.LeftOut != LeftOut.No)];
        var compared = all.Where(one => one.Tensor.LeftOut == LeftOut.No).ToList();
        (Tensors, Numbers) = (compared.Count, compared.Sum(one => (long)one.Tensor.Values));
        if (compared.Count > 0)
            _farthest = compared.MaxBy(one => one.Tensor.Ratio);
    }

    /// <summary>Compared ones.</summary>
    public int Tensors { get; }

    /// <summary>Numbers of the compared ones.</summary>
    public long Numbers { get; }

    public string Title => Name(_kind);

    /// <summary>In tolerances.</summary>
    public double Farthest => _farthest?.Tensor.Ratio ?? 0;

    /// <summary>Where the farthest number is.</summary>
    public string There => _farthest is var (step, tensor) ? Texts.Plain(string.Create(CultureInfo.InvariantCulture, $"step {step.Step} {tensor.Name}").TrimEnd()) : "";

    public string NotCompared => string.Join(", ", s_reasons.Where(reason => Count(reason) > 0).Select(reason => $"{Quantity.Count(Count(reason))} ({Reason(reason)})"));

    /// <summary>The kinds that a report has tensors of, in the order in which they are computed.</summary>
    public static IReadOnlyList<LockstepKind> Of(LockstepReport? report) =>
    [
        .. (report?.Steps ?? []).SelectMany(step => step.Tensors.Select(tensor => (Step: step, Tensor: tensor))).GroupBy(one => one.Tensor.Kind).OrderBy(group => group.Key)
            .Select(group => new LockstepKind(group.Key, [.. group])),
    ];

    public static string Name(StepTensorKind kind) => kind switch
    {
        StepTensorKind.Loss => "loss",
        StepTensorKind.Input => "input",
        StepTensorKind.Output => "output",
        StepTensorKind.OutputGradient => "output gradient",
        StepTensorKind.Gradient => "parameter gradient",
        StepTensorKind.Step => "applied step",
        StepTensorKind.OptimizerState => "optimizer state",
        StepTensorKind.Statistics => "statistics",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of tensor."),
    };

    /// <summary>The name in JSON.</summary>
    public static string Key(StepTensorKind kind) => Name(kind).Replace(' ', '_');

    /// <summary>JSON has no numbers that are not finite.</summary>
    public static double? Number(double value) => double.IsFinite(value) ? value : null;

    public JsonObject Json() => new()
    {
        ["kind"] = Key(_kind),
        ["compared"] = Tensors,
        ["numbers"] = Numbers,
        ["farthest"] = Number(Farthest),
        ["step"] = _farthest?.Step.Step,
        ["name"] = _farthest?.Tensor.Name,
        ["kinks"] = Count(LeftOut.Kink),
        ["zeros"] = Count(LeftOut.Zero),
        ["overflows"] = Count(LeftOut.Overflow),
    };

    private static string Reason(LeftOut reason) => reason switch
    {
        LeftOut.Kink => "at a kink",
        LeftOut.Zero => "zero but for rounding",
        LeftOut.Overflow => "too large for float32",
        LeftOut.No => "",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Unknown reason."),
    };

    private int Count(LeftOut reason) => _leftOut.Count(tensor => tensor.LeftOut == reason);
}
