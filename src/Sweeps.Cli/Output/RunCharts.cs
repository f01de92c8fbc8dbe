using System.Globalization;
using Sweeps.Core.Journals;
using Sweeps.Tables;

namespace Sweeps.Cli.Output;

/// <summary>How a run went, as text charts: its loss, and σ₁/Σσ of each layer if it was recorded.</summary>
internal static class RunCharts
{
    private const int Width = 64;
    private const int Height = 6;

    public static void Write(TextWriter writer, RunRecord run)
    {
        if (run.Losses.Length > 1)
            WriteLosses(writer, run.Losses.Span);
        for (var i = 0; i < run.Tables.Count; i++)
            if (run.Tables[i].Schema.IndexOf("sigma1") >= 0 && run.Tables[i].RowCount > 0)
                WriteRatios(writer, run.Outcome.Handlers[i].Name, run.Tables[i]);
    }

    private static void WriteLosses(TextWriter writer, ReadOnlySpan<float> losses)
    {
        writer.WriteLine();
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"loss, steps 0 to {losses.Length - 1}"));
        foreach (var line in TextChart.Bars(losses, Width, Height))
            writer.WriteLine("  " + line);
    }

    private static void WriteRatios(TextWriter writer, string name, TableData rows)
    {
        var steps = rows.Column<int>("step").Values;
        var modules = rows.Column<string>("module").Values.ToArray();
        var ratios = rows.Column<double>("ratio").Values.ToArray();
        var series = modules.Zip(ratios, (module, ratio) => (Module: module, Ratio: (float)ratio)).ToLookup(row => row.Module, row => row.Ratio, StringComparer.Ordinal);
        var high = series.SelectMany(values => values).Where(float.IsFinite).DefaultIfEmpty(1).Max();

        writer.WriteLine();
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: σ₁/Σσ from 0 to {high:0.00}, steps {steps[0]} to {steps[^1]}"));
        var table = new TextTable().Right(1, 3);
        foreach (var module in series)
        {
            var values = module.ToArray();
            table.Add(module.Key, Quantity.Value(MathF.Round(values[0], 3)), TextChart.Line(values, 0, high, Width / 2), Quantity.Value(MathF.Round(values[^1], 3)));
        }

        table.WriteTo(writer, "  ");
    }
}
