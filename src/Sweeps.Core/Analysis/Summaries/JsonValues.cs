using System.Globalization;
using System.Text.Json;

namespace Sweeps.Core.Analysis.Summaries;

/// <summary>Values of tables as JSON.</summary>
public static class JsonValues
{
    /// <summary>A member of an object. Numbers round-trip. A number that is not finite is written as the text NaN, Infinity or -Infinity, since JSON has no such numbers.</summary>
    public static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNull(name);
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case long number:
                json.WriteNumber(name, number);
                break;
            case float number when float.IsFinite(number):
                json.WriteNumber(name, number);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumber(name, number);
                break;
            default:
                json.WriteString(name, Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
