using System.Text.Json;
using Sweeps.Core.Analysis.Summaries;

namespace Sweeps.Core.Analysis.Boundaries;

/// <summary>Boundaries as a member of a summary in JSON.</summary>
internal static class BoundaryJson
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<BoundaryEstimate> boundaries)
    {
        json.WriteStartArray("boundaries");
        foreach (var boundary in boundaries)
        {
            json.WriteStartObject();
            json.WriteString("measure", boundary.Measure);
            json.WriteStartArray("axes");
            foreach (var axis in boundary.Axes)
                json.WriteStringValue(axis);
            json.WriteEndArray();
            JsonValues.Write(json, "dimension", boundary.Boxes?.Dimension);
            JsonValues.Write(json, "squares", boundary.Boxes?.Squares);
            JsonValues.Write(json, "squares_in_all", boundary.Boxes?.Of);
            Numbers("box_sizes", boundary.Boxes?.Sizes);
            Numbers("box_counts", boundary.Boxes?.Counts);
            JsonValues.Write(json, "why_not", boundary.Why);
            json.WriteEndObject();
        }

        json.WriteEndArray();

        void Numbers(string name, IReadOnlyList<int>? numbers)
        {
            json.WriteStartArray(name);
            foreach (var number in numbers ?? [])
                json.WriteNumberValue(number);
            json.WriteEndArray();
        }
    }
}
