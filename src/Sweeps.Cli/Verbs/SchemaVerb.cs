using System.CommandLine;
using Sweeps.Cli.Arguments;
using Sweeps.Core.Definitions;

namespace Sweeps.Cli.Verbs;

/// <summary><c>sweeps schema</c></summary>
internal static class SchemaVerb
{
    public const string Name = "schema";

    public static Verb Descriptor { get; } = new()
    {
        Name = Name,
        Group = VerbGroup.Definitions,
        Summary = "Prints a JSON Schema of definitions, for editors.",
        Examples =
        [
            new("Write the schema to a file for an editor.") { Then = "> sweeps.schema.json" },
            new("With the handlers of an assembly of your own.", "--plugin", "my.dll") { Then = "> sweeps.schema.json" },
        ],
        Documentation = "docs/definition.md",
        Define = Define,
    };

    private static void Define(Command command, ProgramContext context)
    {
        var terminal = context.Terminal;
        var plugin = DefinitionOptions.PluginOption();
        command.Add(plugin);
        // It is JSON whether or not it is asked for.
        _ = JsonOption.AddTo(command);
        command.SetAction(parsed =>
        {
            terminal.Out.Write(DefinitionSchema.Create(context.Composition.Catalogue.With(parsed.GetValue(plugin)!)));
            return ExitCodes.Done;
        });
    }
}
