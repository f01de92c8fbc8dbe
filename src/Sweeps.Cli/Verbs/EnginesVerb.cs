using System.CommandLine;
using System.Text.Json.Nodes;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Output;
using Sweeps.Core.Engines;
using Sweeps.Training;

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
        command.Prints(context.Terminal, _ => engines.Select(entry => Found.Of(engines, entry)).ToList(), Write, ToJson);
    }

    private static void Write(TextWriter writer, List<Found> engines)
    {
        foreach (var (entry, engine, why) in engines)
        {
            writer.WriteLine($"{entry.Name}: {entry.Summary}");
            var table = new TextTable().Add("  here", why is null ? "yes" : $"no: {why}");
            if (engine is not null)
            {
                table.Add("  arithmetic", engine.Arithmetic);
                foreach (var (kind, names) in Kinds(engine))
                    table.Add($"  {kind}", string.Join(", ", names));
                if (engine.Notice is { } notice)
                    table.Add("  note", notice);
            }

            table.WriteTo(writer);
            writer.WriteLine();
        }
    }

    private static JsonObject ToJson(List<Found> engines) => new()
    {
        ["engines"] = JsonOutput.List(engines, found =>
        {
            var json = new JsonObject { ["name"] = found.Entry.Name, ["summary"] = found.Entry.Summary, ["here"] = found.WhyMissing is null, ["why_missing"] = found.WhyMissing, ["arithmetic"] = found.Engine?.Arithmetic };
            foreach (var (kind, names) in found.Engine is null ? [] : Kinds(found.Engine))
                json[kind] = JsonOutput.Texts([.. names]);
            return json;
        }),
    };

    private static IEnumerable<(string Kind, IEnumerable<string> Names)> Kinds(ITrainingEngine engine) =>
    [
        ("activations", engine.Catalogue.Activations.Names), ("norms", engine.Catalogue.Norms.Names), ("optimizers", engine.Catalogue.Optimizers.Names),
        ("losses", engine.Catalogue.Losses.Names), ("initialisations", engine.Catalogue.Initialisations.Names), ("schedules", engine.Catalogue.Schedules.Names),
    ];

    /// <param name="Engine">Null if it cannot be had.</param>
    /// <param name="WhyMissing">Null if it can.</param>
    private sealed record Found(EngineEntry Entry, ITrainingEngine? Engine, string? WhyMissing)
    {
        public static Found Of(EngineCatalogue engines, EngineEntry entry)
        {
            if (entry.WhyMissing() is { } why)
                return new(entry, null, why);
            try
            {
                var engine = engines.Get(entry.Name);
                return new(entry, engine, (engine as ISelectiveEngine)?.Refuses(new CellSettings(new NetworkSettings { VocabularySize = 2 }, new TrainingSettings())));
            }
            catch (EngineException failure)
            {
                return new(entry, null, failure.Message);
            }
        }
    }
}
