using System.Globalization;
using Serilog.Events;
using Serilog.Parsing;
using Sweeps.Core.Text;

namespace Sweeps.Cli.Hosting;

/// <summary>The message of a log event, its texts as they are, since Serilog would put each in quotes, and <c>true</c> and <c>false</c> as everywhere.</summary>
internal static class Rendering
{
    public static string Of(LogEvent logEvent)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        foreach (var token in logEvent.MessageTemplate.Tokens)
        {
            if (token is PropertyToken property && logEvent.Properties.TryGetValue(property.PropertyName, out var value) && value is ScalarValue { Value: string or bool } scalar)
                text.Write(ParameterText.Of(scalar.Value));
            else
                token.Render(logEvent.Properties, text, CultureInfo.InvariantCulture);
        }

        return text.ToString();
    }
}
