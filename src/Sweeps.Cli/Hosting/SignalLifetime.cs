using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Sweeps.Cli.Output;

namespace Sweeps.Cli.Hosting;

/// <summary>Asks for an orderly stop when SIGINT (Ctrl-C), SIGTERM, SIGHUP or SIGQUIT arrives; a signal that comes while that takes too long ends the process.</summary>
internal sealed class SignalLifetime(IHostApplicationLifetime application, TimeProvider time, Notices notices) : IHostLifetime, IDisposable
{
    /// <summary>An orderly stop takes less. Programs like timeout(1) send a signal twice, to the process and to its group; when a terminal closes, the system and the shell do.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private long? _firstSignal;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in Signals.Missing)
            notices.Write($"warning: this system has no {signal}; a sweep that is ended by other means goes on where it was, too.");
        Signals.Answer = Stop;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => Signals.Answer = null;

    private void Stop(PosixSignalContext context)
    {
        lock (_gate)
        {
            var first = _firstSignal ??= time.GetTimestamp();
            context.Cancel = time.GetElapsedTime(first) < s_patience;
        }

        if (context.Cancel)
            application.StopApplication();
        else
            ProcessEnd.Now(ExitCodes.Stopped);
    }
}
