using Sweeps.Cli.Verbs;
using Sweeps.Core;
using Sweeps.Core.Datasets;
using Sweeps.Core.Handlers;
using Sweeps.Core.Parameters;
using Sweeps.Engine.Training;
using Sweeps.Reports.Exports;
using Sweeps.Training;

namespace Sweeps.Cli;

/// <summary>The one place where the program is put together: which engines, handlers, exports and verbs there are, and where its data lie. Built once, when the program begins.</summary>
internal sealed class Composition
{
    private readonly Lazy<ITrainingEngine> _engine;

    private Composition() => _engine = new(() => Engines[0].Create());

    /// <summary>The engines, the default first. Each is created when it is asked for.</summary>
    public IReadOnlyList<EngineEntry> Engines { get; } = [new("managed", () => new TrainingEngine())];

    /// <summary>The engine that trains when a definition names none.</summary>
    public ITrainingEngine Engine => _engine.Value;

    /// <summary>Compiles what every training needs, beside other work and before the first run.</summary>
    public void Prepare()
    {
        if (Engine is TrainingEngine managed)
            managed.Prepare();
    }

    /// <summary>The handlers that are shipped; plugins add theirs to a copy.</summary>
    public HandlerCatalogue Handlers => HandlerCatalogue.Shipped;

    /// <summary>The datasets that are shipped, and those in the folders that <c>SWEEPS_DATA</c> names.</summary>
    public DataCatalogue Data { get; } = DataCatalogue.FromEnvironment();

    /// <summary>The formats of <c>sweeps export</c>, the default first.</summary>
    public IReadOnlyList<ExportKind> Exports => ExportCatalogue.All;

    /// <summary>The parameters that definitions can set and vary.</summary>
    public ParameterSet Parameters => ParameterSet.Shipped;

    /// <summary>What sweeps are loaded and trained with.</summary>
    public SweepEnvironment Environment => new(Engine) { Parameters = Parameters, Handlers = Handlers, Data = Data };

    /// <summary>The verbs of the command line, in the order of the help.</summary>
    public IReadOnlyList<Verb> Verbs => VerbCatalogue.All;

    /// <summary>What this process uses.</summary>
    public static Composition OfProcess() => new();
}

/// <summary>An engine by the name that a definition chooses it with.</summary>
/// <param name="Name">The value of <c>engine:</c>.</param>
/// <param name="Create">Creates it; what it needs is loaded then.</param>
internal sealed record EngineEntry(string Name, Func<ITrainingEngine> Create);
