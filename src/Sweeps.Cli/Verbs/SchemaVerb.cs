using System.CommandLine;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Output;
using Sweeps.Cli.Sweeping;
using Sweeps.Core.Definitions;

namespace Sweeps.Cli.Verbs;

/// <summary><c>sweeps schema</c></summary>
internal static class SchemaVerb
{
    public static Command Create(Terminal terminal)
    {
        var plugin = DefinitionOptions.PluginOption();
        var command = new Command("schema", "A JSON Schema of definitions, for editors: sweeps schema > sweeps.schema.json") { plugin };
        // It is JSON whether or not it is asked for.
        _ = JsonOption.AddTo(command);
        command.SetAction(parsed =>
        {
            terminal.Out.Write(DefinitionSchema.Create(SweepLoader.Handlers(parsed.GetValue(plugin)!).Kinds));
            return ExitCodes.Done;
        });
        return command;
    }
}
