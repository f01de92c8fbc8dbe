using System.Text.Json;
using Sweeps.Core.Analysis.Summaries;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Reports.Model;
using Sweeps.Tables;

namespace Sweeps.Reports.Pages;

/// <summary>The model as the page's script reads it (web/src/model.js): compact, and the same bytes for the same model.</summary>
internal static class ModelJson
{
    private const long MostDetailBytes = 10_000_000;

    // Long, and nothing that a picture shows.
    private static readonly string[] s_leftOut = ["weights_sha256"];

    /// <remarks>Everything outside ASCII and everything with a meaning in HTML is escaped, so that the text can stand in a script element.</remarks>
    public static byte[] Write(ReportModel model)
    {
        using var stream = new MemoryStream();
        Write(model, stream);
        return stream.ToArray();
    }

    /// <inheritdoc cref="Write(ReportModel)"/>
    public static void Write(ReportModel model, Stream stream)
    {
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = false }))
        {
            json.WriteStartObject();
            WriteSweep(json, model);
            json.Texts("axes", model.Axes);
            json.Texts("parameters", model.Parameters.Columns.Select(column => column.Name).Where(name => model.Runs.Schema.IndexOf(name) >= 0));
            WriteRuns(json, model.Runs);
            WriteMeasures(json, model);
            AnswerJson.Write(json, model);
            WriteSummary(json, "summary", model.Summary);
            WriteSummary(json, "replicates", model.Replicates);
            WriteFindings(json, model);
            WriteCurves(json, model.Curves);
            WriteDetails(json, model.Details);
            ActivationJson.Write(json, model.Runs, model.Parameters.Models);
            json.WriteEndObject();
        }
    }

    /// <summary>As many details as fit into a page that can be mailed, at least one; the most important come first.</summary>
    private static void WriteDetails(Utf8JsonWriter json, IReadOnlyList<RunDetail> details)
    {
        json.WriteStartArray("details");
        long written = 0;
        foreach (var detail in details)
        {
            using var stream = new MemoryStream();
            using (var own = new Utf8JsonWriter(stream))
                DetailJson.Write(own, detail);
            if (written > 0 && written + stream.Length > MostDetailBytes)
                break;
            written += stream.Length;
            json.WriteRawValue(stream.GetBuffer().AsSpan(0, (int)stream.Length), skipInputValidation: true);
        }

        json.WriteEndArray();
    }

    private static void WriteSweep(Utf8JsonWriter json, ReportModel model)
    {
        json.WriteString("name", model.Name);
        json.WriteString("title", model.Title);
        json.WriteString("comment", model.Comment);
        json.WriteString("definition", model.Definition);
        json.WriteString("composed", model.Composed);
        json.Texts("remarks", model.Remarks);
        json.WriteString("arithmetic", model.Origin.Arithmetic);
        WritePairs("data", model.Origin.Data);
        WritePairs("tables", model.Origin.Tables);

        void WritePairs(string name, IReadOnlyList<KeyValuePair<string, string>> pairs)
        {
            json.WriteStartArray(name);
            foreach (var (key, value) in pairs)
            {
                json.WriteStartArray();
                json.WriteStringValue(key);
                json.WriteStringValue(value);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }
    }

    /// <summary>A list per column; a column with one value everywhere is an object with that value.</summary>
    private static void WriteRuns(Utf8JsonWriter json, TableData runs)
    {
        json.WriteNumber("runs", runs.RowCount);
        json.WriteStartObject("columns");
        foreach (var column in runs.Columns.Where(column => !s_leftOut.Contains(column.Schema.Name, StringComparer.Ordinal)))
        {
            json.WritePropertyName(column.Schema.Name);
            if (runs.RowCount > 0 && Enumerable.Range(1, runs.RowCount - 1).All(row => Equals(column.Boxed(row), column.Boxed(0))))
            {
                json.WriteStartObject();
                json.WritePropertyName("all");
                json.Value(column.Boxed(0));
                json.WriteEndObject();
                continue;
            }

            json.WriteStartArray();
            for (var row = 0; row < runs.RowCount; row++)
                json.Value(column.Boxed(row));
            json.WriteEndArray();
            // Until then the writer holds what was written in a buffer of its own.
            json.Flush();
        }

        json.WriteEndObject();
    }

    /// <summary>The numbers that can be drawn, the most prominent first, and then the measures that the definition adds.</summary>
    private static void WriteMeasures(Utf8JsonWriter json, ReportModel model)
    {
        json.WriteStartArray("measures");
        foreach (var measure in MeasureCatalogue.Drawn)
            WriteMeasure(json, measure.Name, measure.Unit, measure.Description, measure.Better, isFlag: false);
        foreach (var measure in model.Measures)
            WriteMeasure(json, measure.Name, measure.Measure.Unit, measure.Measure.Description, measure.Measure.Better, measure.Measure.Type is ColumnType.Boolean);
        json.WriteEndArray();
    }

    private static void WriteMeasure(Utf8JsonWriter json, string name, string unit, string description, MeasureDirection better, bool isFlag)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("unit", unit);
        json.WriteString("description", description);
        if (better is not MeasureDirection.None)
            json.WriteString("better", better is MeasureDirection.Lower ? "lower" : "higher");
        if (isFlag)
            json.WriteBoolean("flag", true);
        json.WriteEndObject();
    }

    private static void WriteSummary(Utf8JsonWriter json, string name, SummaryTable? summary)
    {
        if (summary is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.Texts("rows", summary.Request.Rows);
        json.Texts("columns", summary.Request.Columns);
        json.Texts("values", summary.Request.Values);
        WriteKeys("rowKeys", summary.RowKeys);
        WriteKeys("columnKeys", summary.ColumnKeys);
        json.WriteStartArray("groups");
        foreach (var row in summary.Groups)
        {
            json.WriteStartArray();
            foreach (var group in row)
                WriteGroup(json, group);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();

        void WriteKeys(string keysName, IReadOnlyList<IReadOnlyList<object?>> keys)
        {
            json.WriteStartArray(keysName);
            foreach (var key in keys)
            {
                json.WriteStartArray();
                foreach (var value in key)
                    json.Value(value);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }
    }

    private static void WriteGroup(Utf8JsonWriter json, SummaryGroup? group)
    {
        if (group is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteNumber("runs", group.Runs);
        json.WriteNumber("diverged", group.Diverged);
        json.WriteNumber("failed", group.Failed);
        json.WriteNumber("exploded", group.Exploded);
        json.WriteNumber("aboveChance", group.AveragedAboveChance);
        json.WriteStartArray("figures");
        foreach (var figure in group.Figures)
        {
            json.WriteStartArray();
            json.WriteNumberValue(figure.Count);
            json.Value(figure.Mean);
            json.Value(figure.HalfWidth);
            json.Value(figure.Text);
            json.WriteBooleanValue(figure.IsBest);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFindings(Utf8JsonWriter json, ReportModel model)
    {
        json.WriteStartObject("findings");
        json.WriteNumber("healthy", model.Findings.Healthy);
        json.WriteString("notRecorded", model.Findings.NotRecorded);
        json.WriteStartArray("kinds");
        foreach (var row in model.Findings.Rows)
        {
            json.WriteStartObject();
            json.WriteString("kind", row.Kind);
            json.WriteNumber("runs", row.Runs);
            json.Texts("where", row.Where);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCurves(Utf8JsonWriter json, IReadOnlyList<LossCurve?> curves)
    {
        json.WriteStartArray("curves");
        foreach (var curve in curves)
        {
            if (curve is null)
            {
                json.WriteNullValue();
                continue;
            }

            json.WriteStartObject();
            json.WriteNumber("steps", curve.Steps);
            json.WriteNumber("window", curve.Window);
            json.WriteStartArray("values");
            foreach (var value in curve.Values)
                json.Drawn(value);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
