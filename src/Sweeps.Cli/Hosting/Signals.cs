using System.Runtime.InteropServices;

namespace Sweeps.Cli.Hosting;

/// <summary>
/// SIGINT (Ctrl-C), SIGTERM, SIGHUP (the terminal is gone) and SIGQUIT (Ctrl-\) from the program's first moment to its last. What is under way
/// stops in order; where nothing is, the program ends at once. The exit code is the same. A signal that the program was started to ignore stays
/// ignored: nohup(1) ignores SIGHUP so, and a shell without job control SIGINT and SIGQUIT for what it starts in the background.
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
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT })
        {
            if (IsIgnored(signal))
                continue;
            if (TryTake(signal, Handle) is { } registration)
                s_registrations.Add(registration);
            else
                s_missing.Add(signal);
        }
    }

    /// <returns>Null if the system does not have the signal.</returns>
    public static PosixSignalRegistration? TryTake(PosixSignal signal, Action<PosixSignalContext> handle)
    {
        try
        {
            return PosixSignalRegistration.Create(signal, handle);
        }
        catch (PlatformNotSupportedException)
        {
            return null;
        }
    }

    private static void Handle(PosixSignalContext context)
    {
        if (s_answer is { } answer)
            answer(context);
        else
            ProcessEnd.Now(ExitCodes.Stopped);
    }

    // To take a signal would make an ignored one arrive. The structure of sigaction(2) begins with the handler on every system; how long it is differs.
    private static bool IsIgnored(PosixSignal signal)
    {
        if (OperatingSystem.IsWindows())
            return false;
        const int Ignore = 1;
        const int AmplySized = 512;
        var action = new byte[AmplySized];
        var number = signal switch
        {
            PosixSignal.SIGHUP => 1,
            PosixSignal.SIGINT => 2,
            PosixSignal.SIGQUIT => 3,
            PosixSignal.SIGTERM => 15,
            _ => throw new ArgumentOutOfRangeException(nameof(signal)),
        };
        return GetAction(number, 0, action) == 0 && MemoryMarshal.Read<nint>(action) == Ignore;
    }

    [DllImport("libc", EntryPoint = "sigaction")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetAction(int signal, nint action, [Out] byte[] old);
}
