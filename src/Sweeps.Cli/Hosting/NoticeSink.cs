using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;
using Sweeps.Cli.Output;
using Sweeps.Core.Text;

namespace Sweeps.Cli.Hosting;

/// <summary>Log events as lines for people. Of very many of one kind the first few are enough; the log has them all.</summary>
internal sealed class NoticeSink(Notices notices) : ILogEventSink
{
    private const int MostOfAKind = 20;
    // l: texts as they are, without quotes.
    private static readonly MessageTemplateTextFormatter s_message = new("{Message:lj}", CultureInfo.InvariantCulture);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public void Emit(LogEvent logEvent)
    {
        if (logEvent.Level >= LogEventLevel.Warning && IsTooMuch(logEvent.MessageTemplate.Text))
            return;
        var level = logEvent.Level switch
        {
            LogEventLevel.Fatal or LogEventLevel.Error => "error: ",
            LogEventLevel.Warning => "warning: ",
            _ => "",
        };
        using var message = new StringWriter(CultureInfo.InvariantCulture);
        s_message.Format(logEvent, message);
        notices.Write(level + Printable.Line(message.ToString()));
    }

    private bool IsTooMuch(string kind)
    {
        int count;
        lock (_gate)
            count = _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
        if (count == MostOfAKind + 1)
            notices.Write("warning: more of these are in log.jsonl alone.");
        return count > MostOfAKind;
    }
}
