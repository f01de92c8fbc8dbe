using Sweeps.Core.Definitions;
using Sweeps.Core.Files;
using Sweeps.Core.Handlers;
using Sweeps.Core.Plans;

namespace Sweeps.Cli.Sweeping;

/// <summary>Reads the definitions that a command line names; writes and trains nothing.</summary>
internal sealed class SweepLoader(Composition composition)
{
    /// <summary>Reads several definitions; all mistakes of all of them are told together.</summary>
    /// <exception cref="InvalidDefinitionException">Some are not valid.</exception>
    /// <exception cref="UserException">Two of them write into the same folder.</exception>
    public IReadOnlyList<LoadedSweep> Load(IReadOnlyList<SweepSource> sources)
    {
        var sweeps = new List<LoadedSweep>();
        var errors = new List<DefinitionError>();
        foreach (var source in sources)
        {
            try
            {
                sweeps.Add(Load(source));
            }
            catch (InvalidDefinitionException invalid)
            {
                errors.AddRange(invalid.Errors);
            }
        }

        if (errors.Count > 0)
            throw new InvalidDefinitionException([.. errors.Distinct()]);
        foreach (var same in sweeps.GroupBy(sweep => sweep.Paths.Folder, StringComparer.OrdinalIgnoreCase))
            if (same.Select(sweep => Path.GetFullPath(sweep.Source.File)).Distinct(StringComparer.Ordinal).Count() > 1)
                throw new UserException($"{string.Join(" and ", same.Select(sweep => sweep.Source.File))} have the same name '{same.First().Name}' and would write into the same folder.");
        return sweeps;
    }

    /// <summary>Reads a definition.</summary>
    /// <exception cref="InvalidDefinitionException">It is not valid.</exception>
    public LoadedSweep Load(SweepSource source)
    {
        var handlers = Handlers(composition, source.Plugins);
        var context = new DefinitionContext { Parameters = composition.Parameters, HandlerKinds = handlers.Kinds, BrokenKinds = handlers.Broken, Data = composition.Data, Set = source.Set };
        var selection = Read(source, context with { Where = source.Where });
        var plan = source.Where is null ? selection : Read(source, context);
        return new LoadedSweep(source, plan, selection, SweepPaths.Of(source.Out, plan.Definition.Name)) { DataFolders = composition.Data.Folders };
    }

    /// <summary>The shipped handlers and those of plugins.</summary>
    /// <exception cref="PluginException">One of them cannot be used.</exception>
    public static HandlerCatalogue Handlers(Composition composition, IReadOnlyList<string> plugins) =>
        plugins.Distinct(StringComparer.Ordinal).Aggregate(composition.Handlers, (handlers, plugin) => handlers.LoadPlugin(plugin));

    private SweepPlan Read(SweepSource source, DefinitionContext context)
    {
        var result = PlanReader.Read(source.File, context, composition.Engine.Arithmetic);
        return result.Plan ?? throw new InvalidDefinitionException(result.Errors);
    }
}
