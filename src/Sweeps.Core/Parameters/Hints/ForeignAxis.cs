using Sweeps.Core.Yaml;

namespace Sweeps.Core.Parameters.Hints;

/// <summary>Axes as W&amp;B, Optuna, Ray Tune and numpy write them.</summary>
internal static class ForeignAxis
{
    private const int UsualSteps = 5;

    public static IReadOnlyList<string> Lists { get; } = ["values", "choices", "choice", "options", "list", "categories", "grid", "grid_search", "items", "in", "sweep"];

    public static IReadOnlyList<string> Single { get; } = ["value", "default", "const", "constant", "fixed"];

    public static IReadOnlyList<string> Lower { get; } = ["from", "min", "low", "lower", "start", "minimum", "begin", "first"];

    public static IReadOnlyList<string> Upper { get; } = ["to", "max", "high", "upper", "stop", "end", "maximum", "last"];

    public static IReadOnlyList<string> Counts { get; } = ["steps", "num", "n", "count", "points", "num_points", "samples", "size", "length"];

    /// <summary>What says how values are spaced or drawn.</summary>
    public static IReadOnlyList<string> Spacings { get; } = ["scale", "log", "distribution", "spacing", "type", "sampling", "kind", "q", "step", "base", "mu", "sigma", "prior"];

    private static readonly HashSet<string> Known = new([.. Lists, .. Single, .. Lower, .. Upper, .. Counts, .. Spacings], StringComparer.Ordinal);

    /// <summary>The axis as it is written here; null if the mapping is none that is known.</summary>
    public static string? Translate(Parameter parameter, MappingNode mapping)
    {
        // A misspelt key is reported as such.
        if (!mapping.Entries.All(entry => Known.Contains(entry.Key.Text)))
            return null;
        if (Find(mapping, Lists) is SequenceNode { Items.Count: > 0 } values)
            return FlowText.Of(values);
        if (Find(mapping, Single) is ScalarNode { Text.Length: > 0 } single)
            return $"[{FlowText.Of(single)}]";
        if (!parameter.Type.IsNumeric || Find(mapping, Lower) is not ScalarNode from || Find(mapping, Upper) is not ScalarNode to)
            return null;
        var steps = Find(mapping, Counts) is ScalarNode count && Scalars.KindOf(count) == ScalarKind.Integer && Scalars.Whole(count) is >= 2 and var whole ? whole : UsualSteps;
        var log = mapping.Entries.Any(entry => Spacings.Contains(entry.Key.Text, StringComparer.Ordinal) && IsLogarithmic(entry));
        return $"{{ from: {FlowText.Of(from)}, to: {FlowText.Of(to)}, steps: {steps}{(log ? ", scale: log" : "")} }}";
    }

    private static Node? Find(MappingNode mapping, IReadOnlyList<string> names) =>
        mapping.Entries.FirstOrDefault(entry => names.Contains(entry.Key.Text, StringComparer.Ordinal))?.Value;

    private static bool IsLogarithmic(MappingEntry entry) => entry.Value is ScalarNode value
        && (value.Text.Contains("log", StringComparison.OrdinalIgnoreCase) || (entry.Key.Text is "log" && Scalars.KindOf(value) == ScalarKind.Boolean && Scalars.Boolean(value)));
}
