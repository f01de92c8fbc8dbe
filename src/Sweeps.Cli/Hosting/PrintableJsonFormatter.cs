using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Sweeps.Core.Text;

namespace Sweeps.Cli.Hosting;

/// <summary>A log event as a line of Serilog's compact JSON (<c>@t</c> in UTC, <c>@m</c>, <c>@l</c> unless it is Information, <c>@x</c>, and the event's own properties) that no terminal obeys.</summary>
internal sealed class PrintableJsonFormatter : ITextFormatter
{
    private readonly RenderedCompactJsonFormatter _compact = new();

    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var line = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        _compact.Format(logEvent, line);
        output.Write(Printable.Of(line.ToString()));
    }
}
