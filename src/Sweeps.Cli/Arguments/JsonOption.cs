using System.CommandLine;

namespace Sweeps.Cli.Arguments;

/// <summary>The option of every verb that prints data.</summary>
internal static class JsonOption
{
    public const string Name = "--json";

    public static Option<bool> AddTo(Command command)
    {
        var option = new Option<bool>(Name) { Description = "One JSON document on standard output, everything else on standard error." };
        command.Options.Add(option);
        return option;
    }
}
