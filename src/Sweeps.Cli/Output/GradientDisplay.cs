using System.Globalization;
using System.Text.Json.Nodes;
using Sweeps.Engine.Checks;

namespace Sweeps.Cli.Output;

/// <summary>Tells how gradients compare: in the form of “MLP with backpropagation” for people, or as one JSON document.</summary>
internal sealed class GradientDisplay(Terminal terminal, bool json)
{
    private readonly JsonArray _cases = [];
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
            _cases.Add((JsonNode)Json(report));
        else
            WriteLines(report);
    }

    /// <summary>The last line.</summary>
    /// <returns>The exit code.</returns>
    public int Close()
    {
        if (json)
            JsonOutput.Write(terminal, new JsonObject
            {
                ["tensors"] = _tensors,
                ["largest_relative_difference"] = JsonOutput.Value(_largest),
                ["tolerance"] = GradientCheck.Tolerance,
                ["failed"] = JsonOutput.Texts(_failed.Order(StringComparer.Ordinal)),
                ["cases"] = _cases,
            });
        else
            terminal.Out.WriteLine(_failed.Count == 0
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
        terminal.Out.WriteLine(report.Title);
        var width = report.Comparisons.Max(comparison => comparison.Tensor.Length);
        foreach (var tensor in report.Comparisons.GroupBy(comparison => comparison.Tensor, StringComparer.Ordinal))
        {
            var line = tensor.Key.PadRight(width);
            var numbers = tensor.Max(comparison => comparison.Numbers);
            foreach (var comparison in tensor)
                line += comparison.Reference == GradientReference.Chain
                    ? $" | exact: {comparison.Exact,-5} | approximate: {comparison.Approximate,-5} | maxdiff: {Short(comparison.MaxDifference),-7}"
                    : $" | differences: {comparison.Approximate,-5} | maxdiff: {Short(comparison.MaxDifference)}{Part(comparison, numbers)}";
            terminal.Out.WriteLine(line.TrimEnd());
        }

        foreach (var note in report.Notes)
            terminal.Out.WriteLine(note);
        terminal.Out.WriteLine();
    }

    private static JsonObject Json(GradientReport report) => new()
    {
        ["case"] = report.Title,
        ["holds"] = report.Holds,
        ["notes"] = JsonOutput.Texts(report.Notes),
        ["comparisons"] = JsonOutput.List(report.Comparisons, comparison => new JsonObject
        {
            ["tensor"] = comparison.Tensor,
            ["against"] = comparison.Reference == GradientReference.Chain ? "chain" : "differences",
            ["exact"] = comparison.Exact,
            ["approximate"] = comparison.Approximate,
            ["maxdiff"] = JsonOutput.Value(comparison.MaxDifference),
            ["relative"] = JsonOutput.Value(comparison.RelativeDifference),
            ["numbers"] = comparison.Numbers,
            ["skipped"] = comparison.Skipped,
        }),
    };

    private static string Part(GradientComparison comparison, int numbers)
    {
        var tried = comparison.Numbers + comparison.Skipped;
        var part = tried == numbers ? "" : string.Create(CultureInfo.InvariantCulture, $" ({tried} of {numbers} drawn)");
        return comparison.Skipped == 0 ? part : string.Create(CultureInfo.InvariantCulture, $"{part} ({comparison.Skipped} of {tried} at a kink)");
    }

    private static string Short(double value) => value == 0 ? "0.0" : value.ToString("0.0e-0", CultureInfo.InvariantCulture);
}
