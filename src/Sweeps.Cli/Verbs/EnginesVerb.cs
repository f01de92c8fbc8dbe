using System.CommandLine;
using System.Text.Json.Nodes;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Engines;
using Sweeps.Cli.Output;

namespace Sweeps.Cli.Verbs;

/// <summary><c>sweeps engines</c></summary>
internal static class EnginesVerb
{
    public const string Name = "engines";

    public static Verb Descriptor { get; } = new()
    {
        Name = Name,
        Group = VerbGroup.Definitions,
        Summary = "Lists the engines that can train: which are installed, their versions, what each supports, and how to install the others.",
        Examples =
        [
            new("List the engines that a definition can name."),
            new("The same as JSON, for a script.", "--json"),
        ],
        Documentation = "docs/definition.md",
        Define = Define,
    };

    private static void Define(Command command, ProgramContext context)
    {
        var engines = context.Composition.Engines;
        command.Prints(context.Terminal, _ => engines.Select(entry => EngineAbilities.Of(engines, entry)).ToList(), Write, ToJson);
    }

    private static void Write(TextWriter writer, List<EngineAbilities> engines)
    {
        foreach (var found in engines)
        {
            var (entry, engine, why) = found;
            writer.WriteLine($"{entry.Name}: {entry.Summary}");
            var table = new TextTable().Add("  here", why is null ? "yes" : $"no: {why}");
            if (engine is not null)
            {
                table.Add("  arithmetic", engine.Arithmetic);
                foreach (var (kind, names) in found.Kinds)
                    table.Add($"  {kind}", string.Join(", ", names));
                if (engine.Provenance.Machine.Count > 0)
                    table.Add("  bits depend on", string.Join("; ", engine.Provenance.Machine.Select(fact => $"{fact.Key}: {fact.Value}")));
                if (engine.Notice is { } notice)
                    table.Add("  note", notice.Text);
            }

            table.WriteTo(writer);
            writer.WriteLine();
        }
    }

    private static JsonObject ToJson(List<EngineAbilities> engines) => new()
    {
        ["engines"] = JsonOutput.List(engines, found =>
        {
            var json = new JsonObject { ["name"] = found.Entry.Name, ["summary"] = found.Entry.Summary, ["here"] = found.WhyMissing is null, ["why_missing"] = found.WhyMissing, ["arithmetic"] = found.Engine?.Arithmetic };
            foreach (var (kind, names) in found.Kinds)
                json[kind] = JsonOutput.Texts([.. names]);
            json["machine"] = Texts(found.Engine?.Provenance.Machine);
            json["assemblies"] = Texts(found.Engine?.Provenance.Assemblies);
            json["note"] = found.Engine?.Notice?.Text;
            return json;
        }),
    };

    private static JsonObject Texts(IReadOnlyDictionary<string, string>? named)
    {
        var json = new JsonObject();
        foreach (var (name, text) in named ?? new Dictionary<string, string>(StringComparer.Ordinal))
            json[name] = text;
        return json;
    }
}
