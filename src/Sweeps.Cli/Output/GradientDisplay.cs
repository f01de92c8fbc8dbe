using System.Globalization;
using System.Text.Json.Nodes;
using Sweeps.Engine.Checks;

namespace Sweeps.Cli.Output;

/// <summary>Tells how gradients compare: in the form of document 002 for people, or as lines of JSON.</summary>
internal sealed class GradientDisplay(TextWriter writer, bool json)
{
    private readonly HashSet<string> _failed = new(StringComparer.Ordinal);
    private int _tensors;
    private double _largest;
    private string _largestAt = "";

    public void Write(GradientReport report)
    {
        foreach (var comparison in report.Comparisons)
            Count(report, comparison);
        if (!report.Holds)
            _failed.Add(report.Title);
        if (json)
            WriteJson(report);
        else
            WriteLines(report);
    }

    /// <summary>The last line.</summary>
    /// <returns>The exit code.</returns>
    public int Close()
    {
        if (json)
            writer.WriteLine(new JsonObject
            {
                ["event"] = "gradients_checked",
                ["tensors"] = _tensors,
                ["largest_relative_difference"] = Number(_largest),
                ["tolerance"] = GradientCheck.Tolerance,
                ["failed"] = new JsonArray([.. _failed.Order(StringComparer.Ordinal).Select(title => (JsonNode)title)]),
            }.ToJsonString());
        else
            writer.WriteLine(_failed.Count == 0
                ? string.Create(CultureInfo.InvariantCulture, $"All {_tensors} tensors agree. The largest relative difference is {Short(_largest)} ({_largestAt}); {Short(GradientCheck.Tolerance)} is allowed.")
                : $"Gradients are wrong in {string.Join("; ", _failed)}.");
        return _failed.Count == 0 ? ExitCodes.Done : ExitCodes.Difference;
    }

    private void Count(GradientReport report, GradientComparison comparison)
    {
        if (comparison.Reference == GradientReference.Chain)
            _tensors++;
        if (comparison.RelativeDifference <= _largest)
            return;
        _largest = comparison.RelativeDifference;
        _largestAt = $"{comparison.Tensor}, {report.Title}";
    }

    private void WriteLines(GradientReport report)
    {
        writer.WriteLine(report.Title);
        var width = report.Comparisons.Max(comparison => comparison.Tensor.Length);
        foreach (var tensor in report.Comparisons.GroupBy(comparison => comparison.Tensor, StringComparer.Ordinal))
        {
            var line = tensor.Key.PadRight(width);
            var numbers = tensor.Max(comparison => comparison.Numbers);
            foreach (var comparison in tensor)
                line += comparison.Reference == GradientReference.Chain
                    ? $" | exact: {comparison.Exact,-5} | approximate: {comparison.Approximate,-5} | maxdiff: {Short(comparison.MaxDifference),-7}"
                    : $" | differences: {comparison.Approximate,-5} | maxdiff: {Short(comparison.MaxDifference)}{Part(comparison, numbers)}";
            writer.WriteLine(line.TrimEnd());
        }

        foreach (var note in report.Notes)
            writer.WriteLine(note);
        writer.WriteLine();
    }

    private void WriteJson(GradientReport report)
    {
        foreach (var comparison in report.Comparisons)
            writer.WriteLine(new JsonObject
            {
                ["event"] = "gradient_compared",
                ["case"] = report.Title,
                ["tensor"] = comparison.Tensor,
                ["against"] = comparison.Reference == GradientReference.Chain ? "chain" : "differences",
                ["exact"] = comparison.Exact,
                ["approximate"] = comparison.Approximate,
                ["maxdiff"] = Number(comparison.MaxDifference),
                ["relative"] = Number(comparison.RelativeDifference),
                ["numbers"] = comparison.Numbers,
                ["skipped"] = comparison.Skipped,
            }.ToJsonString());
        writer.WriteLine(new JsonObject
        {
            ["event"] = "case_checked",
            ["case"] = report.Title,
            ["holds"] = report.Holds,
            ["notes"] = new JsonArray([.. report.Notes.Select(note => (JsonNode)note)]),
        }.ToJsonString());
    }

    private static string Part(GradientComparison comparison, int numbers)
    {
        var tried = comparison.Numbers + comparison.Skipped;
        var part = tried == numbers ? "" : string.Create(CultureInfo.InvariantCulture, $" ({tried} of {numbers} drawn)");
        return comparison.Skipped == 0 ? part : string.Create(CultureInfo.InvariantCulture, $"{part} ({comparison.Skipped} of {tried} at a kink)");
    }

    // JSON has no word for what is not a finite number.
    private static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;

    private static string Short(double value) => value == 0 ? "0.0" : value.ToString("0.0e-0", CultureInfo.InvariantCulture);
}
