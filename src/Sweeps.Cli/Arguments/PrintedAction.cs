using System.CommandLine;
using System.Text.Json.Nodes;
using Sweeps.Cli.Output;

namespace Sweeps.Cli.Arguments;

/// <summary>The action of a verb that looks something up and prints it.</summary>
internal static class PrintedAction
{
    /// <summary>Adds <c>--json</c>, behind the options that the command has by now, and the action.</summary>
    /// <param name="find">Looks up what is printed.</param>
    /// <param name="asText">Prints it for people.</param>
    /// <param name="asJson">The document that <c>--json</c> prints instead.</param>
    public static void Prints<T>(this Command command, Terminal terminal, Func<ParseResult, T> find, Action<TextWriter, T> asText, Func<T, JsonObject> asJson)
    {
        var json = JsonOption.AddTo(command);
        command.SetAction(parsed =>
        {
            var found = find(parsed);
            if (parsed.GetValue(json))
                JsonOutput.Write(terminal, asJson(found));
            else
                asText(terminal.Out, found);
            return ExitCodes.Done;
        });
    }
}
