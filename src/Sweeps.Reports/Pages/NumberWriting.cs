using System.Globalization;
using System.Text.Json;

namespace Sweeps.Reports.Pages;

/// <summary>Numbers in the page's data: what is not finite is null.</summary>
internal static class NumberWriting
{
    /// <summary>The shortest text that reads back as this double.</summary>
    public static void Exact(this Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumberValue(value);
        else
            json.WriteNullValue();
    }

    /// <summary>The shortest text that reads back as this float32.</summary>
    public static void Single(this Utf8JsonWriter json, double value)
    {
        if (float.IsFinite((float)value))
            json.WriteNumberValue((float)value);
        else
            json.WriteNullValue();
    }

    /// <summary>Six significant digits: more than any screen has pixels.</summary>
    public static void Drawn(this Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumberValue(double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
        else
            json.WriteNullValue();
    }

    public static void Texts(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    public static void Value(this Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case double number:
                json.Exact(number);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            default:
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
