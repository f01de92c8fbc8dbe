using Sweeps.Core.Datasets;
using Sweeps.Core.Engines;
using Sweeps.Core.Handlers;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Parameters;
using Sweeps.Training;
using Sweeps.Training.Catalogues;
using Sweeps.Training.Tasks;

namespace Sweeps.Core.Definitions;

/// <summary>Everything that a definition can name. A program makes one when it begins and hands it to whatever reads definitions or results. Immutable; a plugin adds to a copy.</summary>
/// <param name="Engines">The engines, for <c>engine:</c>. The arithmetic of the one that trains is part of the identity of every run.</param>
/// <param name="Parameters">The parameters that definitions can set and vary, with the models and the kinds of datasets that their values choose from.</param>
public sealed record SweepCatalogue(EngineCatalogue Engines, ParameterSet Parameters)
{
    /// <summary>What definitions can name with one engine.</summary>
    /// <param name="engine">Trains the networks of every definition. Definitions choose from its models.</param>
    public SweepCatalogue(ITrainingEngine engine)
        : this(EngineCatalogue.Of(engine), ParameterSet.Of(engine.Catalogue))
    {
    }

    /// <summary>The kinds of handlers, for <c>handlers:</c>.</summary>
    /// <value>The default is the kinds that come with the product.</value>
    public HandlerCatalogue Handlers { get; init; } = HandlerCatalogue.Shipped;

    /// <summary>The kinds of datasets, for <c>dataset.kind</c>: those that come with the product, then those of plugins.</summary>
    public Catalogue<DatasetKind> Datasets => Parameters.Datasets;

    /// <summary>The measures of plugins, for <c>measures:</c>.</summary>
    /// <value>The default is none: those that every run has need no name in a definition.</value>
    public IReadOnlyList<IMeasure> Measures { get; init; } = [];

    /// <summary>The same with everything that some assemblies bring along. An assembly that is named twice is loaded once.</summary>
    /// <inheritdoc cref="HandlerCatalogue.LoadPlugin" path="/exception"/>
    public SweepCatalogue With(IReadOnlyList<string> plugins)
    {
        if (plugins.Count == 0)
            return this;
        var handlers = Handlers.With(plugins, Engines.FindAssembly, typeof(IMeasure), typeof(IPluginTask), typeof(DatasetKind));
        var datasets = handlers.Others.OfType<DatasetKind>().Except(Datasets).ToList();
        var tasks = handlers.Others.OfType<IPluginTask>().Except(Parameters.Tasks).ToList();
        return this with { Handlers = handlers, Measures = [.. Measures, .. handlers.Others.OfType<IMeasure>()], Parameters = With(datasets, tasks) };
    }

    /// <exception cref="PluginException">A task cannot be used.</exception>
    private ParameterSet With(List<DatasetKind> datasets, List<IPluginTask> tasks)
    {
        if (DatasetKindCheck.Problem([.. Datasets, .. datasets], Parameters) is { } unusable)
            throw new PluginException(unusable);
        if (TaskCheck.Problem([.. Parameters.Tasks, .. tasks], Engines.Names) is { } problem)
            throw new PluginException(problem);
        try
        {
            return Parameters.With(datasets).With(tasks);
        }
        catch (InvalidOperationException conflict)
        {
            throw new PluginException($"The tasks of the plugins cannot be used together: {conflict.Message}", conflict);
        }
    }
}
