using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Serilog.Events;
using Serilog.Formatting;
using Sweeps.Core.Text;

namespace Sweeps.Cli.Hosting;

/// <summary>A log event as a line of JSON: <c>time</c> (UTC), <c>level</c>, <c>message</c>, the event's own properties in snake case, <c>exception</c>.</summary>
internal sealed class JsonLineFormatter : ITextFormatter
{
    private static readonly string[] s_leftOut = ["time", "level", "message", "exception", "source_context"];
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, s_options))
        {
            json.WriteStartObject();
            json.WriteString("time", logEvent.Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("level", JsonNamingPolicy.SnakeCaseLower.ConvertName(logEvent.Level.ToString()));
            json.WriteString("message", Rendering.Of(logEvent));
            foreach (var (name, value) in logEvent.Properties)
            {
                var key = JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
                if (s_leftOut.Contains(key, StringComparer.Ordinal) || value is not ScalarValue scalar)
                    continue;
                json.WritePropertyName(key);
                Write(json, scalar.Value);
            }

            if (logEvent.Exception is { } exception)
                json.WriteString("exception", exception.ToString());
            json.WriteEndObject();
        }

        output.WriteLine(Printable.Of(Encoding.UTF8.GetString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length))));
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int or long or short or byte:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case float or double when double.IsFinite(Convert.ToDouble(value, CultureInfo.InvariantCulture)):
                json.WriteNumberValue(Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            case float or double:
                json.WriteNullValue();
                break;
            default:
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
