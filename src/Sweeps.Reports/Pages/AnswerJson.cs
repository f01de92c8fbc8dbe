using System.Text.Json;
using Sweeps.Core.Analysis.Answers;
using Sweeps.Reports.Model;

namespace Sweeps.Reports.Pages;

/// <summary>The computed sentences of the overview, and the importance of parameters.</summary>
internal static class AnswerJson
{
    public static void Write(Utf8JsonWriter json, ReportModel model)
    {
        json.WriteStartObject("answers");
        foreach (var answer in model.Answers)
            json.Texts(answer.Measure, answer.Sentences());
        json.WriteEndObject();
        json.Texts("trained", model.Trained);
        json.WriteStartArray("importance");
        foreach (var importance in model.Importance)
            WriteImportance(json, importance);
        json.WriteEndArray();
        // Quantiles of Student's t for means of 2, 3, … values.
        json.WriteStartArray("quantiles");
        foreach (var quantile in model.Quantiles)
            json.Drawn(quantile);
        json.WriteEndArray();
    }

    private static void WriteImportance(Utf8JsonWriter json, ParameterImportance importance)
    {
        json.WriteStartObject();
        json.WriteString("outcome", importance.Outcome);
        json.WriteString("reason", importance.Reason);
        json.WriteNumber("runs", importance.Runs);
        json.Texts("leftOut", importance.LeftOut);
        json.WritePropertyName("rest");
        json.Drawn(importance.Rest);
        json.WritePropertyName("seeds");
        json.Drawn(importance.Seeds);
        json.WriteStartArray("terms");
        foreach (var term in importance.Terms)
        {
            json.WriteStartObject();
            json.Texts("parameters", term.Parameters);
            json.WritePropertyName("share");
            json.Drawn(term.Share);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
