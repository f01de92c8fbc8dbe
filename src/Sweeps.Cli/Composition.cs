using Sweeps.Cli.Arguments;
using Sweeps.Cli.Optional;
using Sweeps.Cli.Verbs;
using Sweeps.Core;
using Sweeps.Core.Datasets;
using Sweeps.Core.Definitions;
using Sweeps.Core.Engines;
using Sweeps.Core.Parameters;
using Sweeps.Engine;
using Sweeps.Engine.Training;
using Sweeps.Reports.Exports;
using Sweeps.Tables.Queries;
using Sweeps.Training;

namespace Sweeps.Cli;

/// <summary>The one place where the program is put together: which engines, handlers, exports and verbs there are, and where its data lie. Built once, when the program begins.</summary>
internal sealed class Composition
{
    private static readonly OptionalPart s_torch = new(
        "torch", "Sweeps.Torch", "Sweeps.Torch.TorchEngine", "it fetches 135 MB and takes 450 MB of disk.", ["linux-x64", "win-x64", "win-arm64", "osx-arm64"]);

    private static readonly OptionalPart s_query = new(
        "query", "Sweeps.Query", "Sweeps.Query.DuckDbQueries", "it fetches 110 MB and takes 70 MB of disk.", ["linux-x64", "linux-arm64", "win-x64", "win-arm64", "osx-x64", "osx-arm64"]);

    private readonly Lazy<SweepCatalogue> _catalogue;

    // Some verbs name nothing of it.
    private Composition() => _catalogue = new(() => new SweepCatalogue(Engines, ParameterSet.Of(ManagedModels.Catalogue)));

    /// <summary>The engines that definitions choose from, the default first.</summary>
    public EngineCatalogue Engines { get; } = new(
        new EngineEntry("managed", "The engine of this program: float32 on the processor, the same bits on every machine.", static () => new TrainingEngine()),
        new EngineEntry(
            s_torch.Name, "LibTorch, PyTorch's own code, by way of TorchSharp: slower on small networks, the same bits on one machine. `scripts/install --torch` brings it.",
            static () => s_torch.Create<ITrainingEngine>(ManagedModels.Catalogue))
        { WhyMissing = s_torch.WhyMissing, Assembly = s_torch.Find, WithoutEffect = ["train.arithmetic"] });

    /// <summary>The environment variables of the program that are no settings of the user's.</summary>
    public IReadOnlyList<string> Variables { get; } = [DataCatalogue.FoldersVariable, s_torch.Variable, s_query.Variable, SweepsCommand.TraceVariable];

    /// <summary>What answers SQL over tables, made when it is first asked.</summary>
    /// <exception cref="UserException">It is not installed, or was built for another state of the program.</exception>
    public static IQueryEngine Queries()
    {
        try
        {
            return s_query.WhyMissing() is { } why ? throw new UserException($"This needs DuckDB: {why}") : s_query.Create<IQueryEngine>();
        }
        catch (InvalidOperationException unfit)
        {
            throw new UserException($"This needs DuckDB: {unfit.Message}");
        }
    }

    /// <summary>Compiles what every training with the default engine needs, beside other work and before the first run.</summary>
    public void Prepare() => (Engines.Get(Engines.Default.Name) as TrainingEngine)?.Prepare();

    /// <summary>Everything that definitions can name; plugins add to a copy.</summary>
    public SweepCatalogue Catalogue => _catalogue.Value;

    /// <summary>The datasets that are shipped, and those in the folders that <c>SWEEPS_DATA</c> names.</summary>
    public DataCatalogue Data { get; } = DataCatalogue.FromEnvironment();

    /// <summary>The formats of <c>sweeps export</c>, the default first.</summary>
    public IReadOnlyList<ExportKind> Exports => ExportCatalogue.All;

    /// <summary>The parameters that definitions can set and vary.</summary>
    public ParameterSet Parameters => Catalogue.Parameters;

    /// <summary>What sweeps are loaded and trained with.</summary>
    public SweepEnvironment Environment => new(Catalogue) { Data = Data };

    /// <summary>The verbs of the command line, in the order of the help.</summary>
    public IReadOnlyList<Verb> Verbs => VerbCatalogue.All;

    /// <summary>What this process uses.</summary>
    public static Composition OfProcess() => new();
}
