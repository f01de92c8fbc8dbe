using System.Text.Json;
using Sweeps.Reports.Model;

namespace Sweeps.Reports.Pages;

/// <summary>A run in detail. Steps that several curves share are written once, each list as its differences; one that ends in equal differences says so shortly.</summary>
internal sealed class DetailJson
{
    private readonly Utf8JsonWriter _json;
    private readonly List<int[]> _steps = [];

    private DetailJson(Utf8JsonWriter json) => _json = json;

    public static void Write(Utf8JsonWriter json, RunDetail detail) => new DetailJson(json).Write(detail);

    private void Write(RunDetail detail)
    {
        _json.WriteStartObject();
        _json.WriteNumber("row", detail.Row);
        _json.Texts("reasons", detail.Reasons);
        _json.WritePropertyName("loss");
        Write(detail.Loss, NumberWriting.Single);
        _json.WriteStartArray("tables");
        foreach (var table in detail.Tables)
        {
            _json.WriteStartObject();
            _json.WriteString("name", table.Name);
            switch (table)
            {
                case LineTable lines:
                    Write(lines);
                    break;
                case HistogramTable histogram:
                    Write(histogram);
                    break;
                case MapTable map:
                    Write(map);
                    break;
                default:
                    throw new NotSupportedException(table.GetType().Name);
            }

            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteStartArray("steps");
        foreach (var steps in _steps)
            WriteSteps(steps);
        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private void Write(LineTable table)
    {
        _json.WriteString("form", "lines");
        _json.Texts("columns", table.Columns);
        _json.WriteBoolean("averaged", table.IsAveraged);
        _json.WriteStartArray("modules");
        foreach (var module in table.Modules)
        {
            Begin(module.Key);
            _json.WriteStartArray("curves");
            foreach (var curve in module.Curves)
                Write(curve, NumberWriting.Drawn);
            _json.WriteEndArray();
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void Write(HistogramTable table)
    {
        _json.WriteString("form", "histogram");
        _json.WriteStartArray("modules");
        foreach (var module in table.Modules)
        {
            Begin(module.Key);
            _json.WritePropertyName("low");
            _json.Drawn(module.Low);
            _json.WritePropertyName("high");
            _json.Drawn(module.High);
            _json.WriteNumber("at", Steps(module.Steps));
            _json.WriteStartArray("counts");
            foreach (var column in module.Counts)
            {
                _json.WriteStartArray();
                foreach (var count in column)
                    _json.Exact(Math.Round(count, 1));
                _json.WriteEndArray();
            }

            _json.WriteEndArray();
            _json.WriteStartObject("last");
            _json.WriteNumber("step", module.Last.Step);
            _json.WriteStartArray("edges");
            foreach (var edge in module.Last.Edges)
                _json.Single(edge);
            _json.WriteEndArray();
            _json.WriteStartArray("counts");
            foreach (var count in module.Last.Counts)
                _json.WriteNumberValue(count);
            _json.WriteEndArray();
            _json.WriteEndObject();
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void Write(MapTable table)
    {
        _json.WriteString("form", "map");
        _json.WriteStartArray("modules");
        foreach (var module in table.Modules)
        {
            Begin(module.Key);
            _json.WriteNumber("samples", module.Samples);
            _json.WriteNumber("units", module.Units);
            _json.WriteStartArray("maps");
            foreach (var map in module.Steps)
            {
                _json.WriteStartObject();
                _json.WriteNumber("step", map.Step);
                _json.WritePropertyName("places");
                WriteSteps(map.Places);
                _json.WriteEndObject();
            }

            _json.WriteEndArray();
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void Begin(ModuleKey key)
    {
        _json.WriteStartObject();
        _json.WriteString("module", key.Module);
        _json.WriteNumber("layer", key.Layer);
        _json.WriteNumber("module_index", key.Index);
        _json.WriteString("tensor", key.Tensor);
    }

    private void Write(Curve curve, Action<Utf8JsonWriter, double> number)
    {
        _json.WriteStartObject();
        _json.WriteNumber("at", Steps(curve.Steps));
        _json.WriteStartArray("values");
        foreach (var value in curve.Values)
            number(_json, value);
        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    /// <summary>The number of these steps in the list.</summary>
    private int Steps(int[] steps)
    {
        // The latest first: curves of one table follow one another.
        for (var i = _steps.Count - 1; i >= 0; i--)
            if (_steps[i].AsSpan().SequenceEqual(steps))
                return i;
        _steps.Add(steps);
        return _steps.Count - 1;
    }

    /// <summary><c>[n, a, b, …]</c>: n numbers, the first is a, the next one b more; the last difference goes on to the end.</summary>
    private void WriteSteps(int[] steps)
    {
        var written = steps.Length;
        while (written > 2 && steps[written - 1] - steps[written - 2] == steps[written - 2] - steps[written - 3])
            written--;
        _json.WriteStartArray();
        _json.WriteNumberValue(steps.Length);
        for (var i = 0; i < written; i++)
            _json.WriteNumberValue(i == 0 ? steps[0] : steps[i] - steps[i - 1]);
        _json.WriteEndArray();
    }
}
