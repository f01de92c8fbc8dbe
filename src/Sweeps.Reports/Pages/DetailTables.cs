using System.Globalization;
using Sweeps.Reports.Model;
using Sweeps.Reports.Reading;

namespace Sweeps.Reports.Pages;

/// <summary>A run in detail as tables, for reports without charts.</summary>
internal static class DetailTables
{
    public static void Write(Html html, ReportModel model, RunDetail detail)
    {
        html.Raw("<details>").Element("summary", $"Run {RunColumns.Text(model.Runs, "run", detail.Row)}: {string.Join(", ", detail.Reasons)}");
        html.Table("Loss", ["step", "loss"], detail.Loss.Steps.Select((step, i) => (IReadOnlyList<string>)[Whole(step), Number((float)detail.Loss.Values[i])]));
        foreach (var table in detail.Tables)
            Write(html, table);
        html.Raw("</details>\n");
    }

    private static void Write(Html html, DetailTable table)
    {
        switch (table)
        {
            case LineTable lines:
                for (var column = 0; column < lines.Columns.Count; column++)
                    Write(html, lines, column);
                break;
            case HistogramTable histogram:
                foreach (var module in histogram.Modules)
                    html.Table(
                        $"{table.Name}: {Title(module.Key)} at step {Whole(module.Last.Step)}",
                        ["from", "to", "count"],
                        module.Last.Counts.Select((count, bin) => (IReadOnlyList<string>)[Number(module.Last.Edges[bin]), Number(module.Last.Edges[bin + 1]), Whole(count)]), 2);
                break;
            case MapTable map:
                foreach (var module in map.Modules)
                    html.Table(
                        $"{table.Name}: {Title(module.Key)}",
                        ["step", "saturated places", "of"],
                        module.Steps.Select(step => (IReadOnlyList<string>)[Whole(step.Step), Whole(step.Places.Length), Whole(module.Samples * module.Units)]));
                break;
        }
    }

    /// <summary>A column of all modules; those whose curves have the same steps share a table.</summary>
    private static void Write(Html html, LineTable table, int column)
    {
        var left = table.Modules.ToList();
        while (left.Count > 0)
        {
            var steps = left[0].Curves[column].Steps;
            var together = left.FindAll(module => module.Curves[column].Steps.AsSpan().SequenceEqual(steps));
            left.RemoveAll(together.Contains);
            html.Table(
                $"{table.Name}: {table.Columns[column]}",
                ["step", .. together.Select(module => Title(module.Key))],
                steps.Select((step, i) => (IReadOnlyList<string>)[Whole(step), .. together.Select(module => module.Curves[column].Values[i].ToString("G6", CultureInfo.InvariantCulture))]));
        }
    }

    private static string Title(ModuleKey key) => $"{key.Module}, {key.Tensor}";

    private static string Number(float value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);
}
