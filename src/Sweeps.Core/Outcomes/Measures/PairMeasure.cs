using System.Globalization;
using Sweeps.Tables;

namespace Sweeps.Core.Outcomes.Measures;

/// <summary>A function that makes one value from two measures.</summary>
/// <param name="Name">The name in definitions: <c>NAME: [LEFT, RIGHT]</c>.</param>
/// <param name="Summary">A description of the value, for the documentation.</param>
/// <param name="Type">Double or Boolean.</param>
/// <param name="Of">Computes the value from two finite numbers.</param>
internal sealed record PairKind(string Name, string Summary, ColumnType Type, Func<double, double, object> Of)
{
    /// <summary>All functions, in the order in which they are listed.</summary>
    public static IReadOnlyList<PairKind> All { get; } =
    [
        new("ratio", "LEFT / RIGHT; null where RIGHT is 0", ColumnType.Double, (left, right) => left / right),
        new("difference", "LEFT − RIGHT", ColumnType.Double, (left, right) => left - right),
        new("less", "whether LEFT < RIGHT", ColumnType.Boolean, (left, right) => left < right),
        new("at_most", "whether LEFT ≤ RIGHT", ColumnType.Boolean, (left, right) => left <= right),
        new("greater", "whether LEFT > RIGHT", ColumnType.Boolean, (left, right) => left > right),
        new("at_least", "whether LEFT ≥ RIGHT", ColumnType.Boolean, (left, right) => left >= right),
    ];
}

/// <summary>One side of a pair: a measure or a number.</summary>
/// <param name="Measure">The name of a measure; null for a number.</param>
internal sealed record PairSide(string? Measure, double Number)
{
    public double? Of(MeasuredRun run) => Measure is null ? Number : run.Number(Measure);

    public override string ToString() => Measure ?? Number.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>A value computed from two measures, or from a measure and a number. Null if one of them is null.</summary>
internal sealed class PairMeasure(MeasureLabel label, PairKind kind, PairSide left, PairSide right) : IMeasure
{
    public string Name => label.Name;

    public string Unit => label.Unit;

    public string Description => label.Description;

    public MeasureDirection Better => label.Better;

    public ColumnType Type => kind.Type;

    public object? Of(MeasuredRun run) => left.Of(run) is { } one && right.Of(run) is { } other ? kind.Of(one, other) : null;
}
