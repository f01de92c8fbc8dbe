using System.Runtime.InteropServices;

namespace Sweeps.Cli.Hosting;

/// <summary>
/// SIGINT (Ctrl-C) and SIGTERM from the program's first moment to its last. What is under way stops in order; where nothing is, the program
/// ends at once. The exit code is the same.
/// </summary>
internal static class Signals
{
    private static readonly List<PosixSignalRegistration> s_registrations = [];
    private static readonly List<PosixSignal> s_missing = [];
    private static volatile Action<PosixSignalContext>? s_answer;

    /// <summary>Those that this system does not have.</summary>
    public static IReadOnlyList<PosixSignal> Missing => s_missing;

    /// <summary>What answers a signal; null while nothing is under way.</summary>
    public static Action<PosixSignalContext>? Answer
    {
        set => s_answer = value;
    }

    public static void Take()
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM })
        {
            try
            {
                s_registrations.Add(PosixSignalRegistration.Create(signal, Handle));
            }
            catch (PlatformNotSupportedException)
            {
                s_missing.Add(signal);
            }
        }
    }

    private static void Handle(PosixSignalContext context)
    {
        if (s_answer is { } answer)
            answer(context);
        else
            Environment.Exit(ExitCodes.Stopped);
    }
}
