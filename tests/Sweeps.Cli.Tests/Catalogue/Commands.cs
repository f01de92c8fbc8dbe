using System.CommandLine;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Output;
using Sweeps.Cli.Tests.Verbs;

namespace Sweeps.Cli.Tests.Catalogue;

/// <summary>The command line as the program reads it.</summary>
internal static class Commands
{
    public static RootCommand Root() => SweepsCommand.Create(InProcess.Context(new Terminal(TextWriter.Null, TextWriter.Null, IsInteractive: false, HasColours: false)));

    public static Command Of(string verb) => Root().Subcommands.First(command => string.Equals(command.Name, verb, StringComparison.Ordinal));
}
