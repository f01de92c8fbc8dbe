using System.Text.Json;
using Sweeps.Core.Published;
using Sweeps.Tables;
using Sweeps.Training.Catalogues;

namespace Sweeps.Reports.Pages;

/// <summary>The activations of a sweep as curves to draw, f and f′ at equal distances.</summary>
internal static class ActivationJson
{
    private const string Column = "activation";
    private const int To = 5;
    private const int Points = 401;
    private const double Threshold = 0.1;

    public static void Write(Utf8JsonWriter json, TableData runs, ModelCatalogue models)
    {
        string[] names = runs.Schema.IndexOf(Column) < 0 ? [] : [.. runs.Column<string>(Column).Values.ToArray().Distinct(StringComparer.Ordinal)];
        json.WriteStartObject("functions");
        json.WriteNumber("from", -To);
        json.WriteNumber("to", To);
        json.WriteNumber("flat", Threshold);
        json.WriteStartObject("curves");
        foreach (var shape in ActivationShape.All(models, Threshold).Where(shape => names.Contains(shape.Name, StringComparer.Ordinal)))
        {
            json.WriteStartObject(shape.Name);
            WriteCurve(json, "f", x => shape.At(x).Value);
            WriteCurve(json, "d", x => shape.At(x).Derivative);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteCurve(Utf8JsonWriter json, string name, Func<double, double> of)
    {
        json.WriteStartArray(name);
        for (var i = 0; i < Points; i++)
            json.Drawn(of(-To + (2.0 * To * i / (Points - 1))));
        json.WriteEndArray();
    }
}
