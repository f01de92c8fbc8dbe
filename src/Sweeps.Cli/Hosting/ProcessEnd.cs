using Sweeps.Cli.Output;
using Sweeps.Core.Handlers;

namespace Sweeps.Cli.Hosting;

/// <summary>
/// Code of a plugin may end the process, with exit code 0 even. That is told, and is no success. It cannot be told of code that
/// asks the system itself to end the process (exit or _exit of the C library).
/// </summary>
internal static class ProcessEnd
{
    private static volatile bool s_isOurs;

    /// <summary>What the process tells the shell if somebody else ends it: that a plugin cannot be used, until training begins.</summary>
    public static int IfEndedByOthers { get; set; } = ExitCodes.Usage;

    /// <summary>Looks out for it from now on.</summary>
    public static void Watch(Terminal terminal) => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        if (s_isOurs)
            return;
        s_isOurs = true;
        Environment.ExitCode = IfEndedByOthers;
        // Whoever ends the process does not tell from which thread; other workers may be in a plugin, too.
        var whose = PluginCall.Current is { Count: > 0 } plugins ? string.Join(" or ", plugins) : "code that is not the program's, of a plugin perhaps,";
        terminal.Fail($"{char.ToUpperInvariant(whose[0])}{whose[1..]} has ended the process before what was asked for was done. What was committed is safe.");
    };

    /// <summary>The program comes to its own end.</summary>
    public static int At(int exitCode)
    {
        s_isOurs = true;
        return exitCode;
    }

    /// <summary>Ends the process at once.</summary>
    public static void Now(int exitCode) => Environment.Exit(At(exitCode));
}
