using Sweeps.Cli.Arguments;
using Sweeps.Cli.Output;
using Sweeps.Cli.Tests.Processes;

namespace Sweeps.Cli.Tests.Verbs;

/// <summary>The program inside the tests' own process: quicker than one of its own, and its coverage is counted.</summary>
internal static class InProcess
{
    /// <summary>What the program is made of, with another terminal.</summary>
    public static ProgramContext Context(Terminal terminal) => new(Composition.OfProcess(), terminal);

    public static async Task<Finished> Invoke(params IEnumerable<string> arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await SweepsCommand.InvokeAsync([.. arguments], Context(new Terminal(TextWriter.Synchronized(output), TextWriter.Synchronized(error), IsInteractive: false, HasColours: false)));
        return new Finished(exitCode, output.ToString(), error.ToString());
    }
}
