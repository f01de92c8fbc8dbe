using Sweeps.Core;
using Sweeps.Core.Handlers;
using Sweeps.Core.Yaml;

namespace Sweeps.Cli.Sweeping;

/// <summary>Reads the definitions that a command line names; writes and trains nothing.</summary>
internal sealed class SweepLoader(Composition composition)
{
    /// <summary>Reads several definitions; all mistakes of all of them are told together.</summary>
    /// <exception cref="InvalidDefinitionException">Some are not valid.</exception>
    /// <exception cref="UserException">Two of them write into the same folder.</exception>
    public IReadOnlyList<Sweep> Load(IReadOnlyList<SweepSource> sources)
    {
        var sweeps = new List<Sweep>();
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
    /// <exception cref="PluginException">A plugin cannot be used.</exception>
    public Sweep Load(SweepSource source)
    {
        var loaded = Sweep.Load(source, composition.Environment);
        return loaded.Sweep ?? throw new InvalidDefinitionException(loaded.Errors);
    }
}
