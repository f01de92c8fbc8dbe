using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sweeps.Core.Analysis.Summaries;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Parameters;
using Sweeps.Core.Running;

namespace Sweeps.Cli.Output;

/// <summary>Events as lines of JSON: <c>event</c> and <c>time</c> (UTC), then what it is about in snake case. Numbers that are not finite are null.</summary>
internal sealed class EventJson(TextWriter writer) : IProgress<SweepEvent>
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly ArrayBufferWriter<byte> _line = new();

    public void Report(SweepEvent value)
    {
        _line.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_line, s_options))
        {
            json.WriteStartObject();
            json.WriteString("event", JsonNamingPolicy.SnakeCaseLower.ConvertName(value.GetType().Name));
            json.WriteString("time", value.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            Write(json, value);
            json.WriteEndObject();
        }

        writer.WriteLine(Encoding.UTF8.GetString(_line.WrittenSpan));
    }

    private static void Write(Utf8JsonWriter json, SweepEvent happened)
    {
        if (happened is RunEvent { Worker: var worker, Cell: var cell, Run: var name })
        {
            json.WriteNumber("worker", worker);
            json.WriteNumber("cell", cell);
            json.WriteString("run", name);
        }

        switch (happened)
        {
            case SweepStarted started:
                json.WriteString("name", started.Name);
                json.WriteString("folder", started.Folder);
                json.WriteNumber("cells", started.Cells);
                json.WriteNumber("done", started.Done);
                json.WriteNumber("due", started.Due);
                json.WriteNumber("outstanding", started.Outstanding);
                Number(json, "limit", started.Limit);
                json.WriteNumber("workers", started.Workers);
                Number(json, "estimated_seconds", started.EstimatedSeconds);
                break;
            case StorageNoted note:
                json.WriteString("message", note.Message);
                break;
            case RunStarted run:
                Parameters(json, run.Parameters);
                json.WriteNumber("steps", run.Steps);
                json.WriteNumber("first_step", run.FirstStep);
                break;
            case RunProgressed run:
                json.WriteNumber("step", run.Step);
                json.WriteNumber("steps", run.Steps);
                Number(json, "loss", run.Loss);
                Number(json, "seconds_left", run.SecondsLeft);
                break;
            case RunFinished finished:
                Outcome(json, finished.Outcome);
                json.WriteNumber("done", finished.Done);
                json.WriteNumber("cells", finished.Cells);
                json.WriteNumber("trained", finished.Trained);
                json.WriteNumber("due", finished.Due);
                Number(json, "seconds_left", finished.SecondsLeft);
                break;
            case RunFailed failed:
                json.WriteString("exception", failed.Cause.GetType().FullName);
                json.WriteString("error", failed.Cause.Message);
                break;
            case TablesStarted tables:
                json.WriteNumber("runs", tables.Runs);
                break;
            case TablesFinished tables:
                json.WriteNumber("runs", tables.Runs);
                Number(json, "seconds", tables.Seconds);
                break;
            case SweepFinished { Result: var result }:
                json.WriteNumber("completed", result.Completed);
                json.WriteNumber("diverged", result.Diverged);
                json.WriteNumber("failed", result.Failed);
                json.WriteNumber("remaining", result.Remaining);
                json.WriteNumber("outstanding", result.Outstanding);
                json.WriteNumber("trained", result.Trained);
                json.WriteBoolean("stopped", result.Stopped);
                json.WriteBoolean("tables_written", result.TablesWritten);
                Number(json, "seconds", result.Seconds);
                break;
        }
    }

    private static void Outcome(Utf8JsonWriter json, RunOutcome outcome)
    {
        json.WriteNumber("cell", outcome.Cell);
        json.WriteString("run", outcome.Run);
        json.WriteString("status", JsonNamingPolicy.SnakeCaseLower.ConvertName(outcome.Status.ToString()));
        Parameters(json, outcome.Parameters);
        Number(json, "diverged_at", outcome.DivergedAt);
        json.WriteString("error", outcome.Error);
        // What stands for a series is found with the tables.
        foreach (var measure in MeasureCatalogue.Losses)
            Number(json, measure.Name, measure.Number(outcome));
        foreach (var measure in MeasureCatalogue.Flags)
            JsonValues.Write(json, measure.Name, measure.Of(outcome));

        json.WriteString("weights_sha256", outcome.WeightsSha256);
        Number(json, "wall_seconds", outcome.Timings.WallSeconds);
    }

    private static void Parameters(Utf8JsonWriter json, ParameterValues values)
    {
        json.WriteStartObject("parameters");
        for (var i = 0; i < values.Count; i++)
        {
            json.WritePropertyName(values.Set.All[i].ShortName);
            switch (values[i])
            {
                case null:
                    json.WriteNullValue();
                    break;
                case bool flag:
                    json.WriteBooleanValue(flag);
                    break;
                case int or long:
                    json.WriteNumberValue(Convert.ToInt64(values[i], CultureInfo.InvariantCulture));
                    break;
                case double number when double.IsFinite(number):
                    json.WriteNumberValue(number);
                    break;
                case var other:
                    json.WriteStringValue(Convert.ToString(other, CultureInfo.InvariantCulture));
                    break;
            }
        }

        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }
}
