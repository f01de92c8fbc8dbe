using System.Globalization;
using Serilog.Events;
using Serilog.Parsing;

namespace Sweeps.Cli.Hosting;

/// <summary>The message of a log event, its texts as they are: Serilog would put each in quotes.</summary>
internal static class Rendering
{
    public static string Of(LogEvent logEvent)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        foreach (var token in logEvent.MessageTemplate.Tokens)
        {
            if (token is PropertyToken property && logEvent.Properties.TryGetValue(property.PropertyName, out var value) && value is ScalarValue { Value: string words })
                text.Write(words);
            else
                token.Render(logEvent.Properties, text, CultureInfo.InvariantCulture);
        }

        return text.ToString();
    }
}
