using Sweeps.Core.Engines;
using Sweeps.Training;
using Sweeps.Training.Tasks;

namespace Sweeps.Cli.Engines;

/// <summary>An engine as it is here, and what it can train.</summary>
/// <param name="Entry">What the program knows of it.</param>
/// <param name="Engine">Null if it cannot be had.</param>
/// <param name="WhyMissing">Why nothing can be trained with it; null if something can.</param>
internal sealed record EngineAbilities(EngineEntry Entry, ITrainingEngine? Engine, string? WhyMissing)
{
    private static readonly CellSettings s_plain = new(new NetworkSettings { VocabularySize = 2 }, new TrainingSettings());

    /// <summary>What it knows, by kind: what it refuses is left out, unless it refuses everything.</summary>
    public IReadOnlyList<(string Kind, IReadOnlyList<string> Names)> Kinds { get; } = Engine is null ? [] :
    [
        ("activations", Trained(Engine, Engine.Catalogue.Activations.Names, name => s_plain with { Network = s_plain.Network with { Activation = name } })),
        ("norms", Trained(Engine, Engine.Catalogue.Norms.Names, name => s_plain with { Network = s_plain.Network with { Norm = name } })),
        ("optimizers", Trained(Engine, Engine.Catalogue.Optimizers.Names, name => s_plain with { Training = s_plain.Training with { Optimizer = name } })),
        ("losses", Trained(Engine, Engine.Catalogue.Losses.Names, name => TrainingTasks.All.FirstOrDefault(task => string.Equals(task.Loss, name, StringComparison.Ordinal)) is { } task ? s_plain with { Task = task } : s_plain)),
        // Drawn and computed by their descriptors, whatever the engine.
        ("initialisations", [.. Engine.Catalogue.Initialisations.Names]),
        ("parametrizations", [.. Engine.Catalogue.Parametrizations.Names]),
        ("schedules", [.. Engine.Catalogue.Schedules.Names]),
    ];

    public static EngineAbilities Of(EngineCatalogue engines, EngineEntry entry)
    {
        if (entry.WhyMissing() is { } why)
            return new(entry, null, why);
        try
        {
            var engine = engines.Get(entry.Name);
            return new(entry, engine, Refusal(engine, s_plain));
        }
        catch (EngineException failure)
        {
            return new(entry, null, failure.Message);
        }
    }

    private static IReadOnlyList<string> Trained(ITrainingEngine engine, IEnumerable<string> names, Func<string, CellSettings> cell)
    {
        var refusesAll = Refusal(engine, s_plain) is not null;
        return [.. names.Where(name => refusesAll || Refusal(engine, cell(name)) is null)];
    }

    private static string? Refusal(ITrainingEngine engine, CellSettings cell) => (engine as ISelectiveEngine)?.Refuses(cell);
}
