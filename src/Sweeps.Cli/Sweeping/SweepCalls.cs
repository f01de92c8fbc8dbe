using Sweeps.Cli.Settings;
using Sweeps.Cli.Verbs;
using Sweeps.Core;
using Sweeps.Core.Datasets;
using Sweeps.Core.Files;

namespace Sweeps.Cli.Sweeping;

/// <summary>What to call to go on with a sweep, and with no other.</summary>
internal static class SweepCalls
{
    /// <summary>The call that trains what is left of a sweep; null if there is none: its definition is gone, or its folder has a name that no sweep can have.</summary>
    /// <param name="settings">Of the user who is to make the call.</param>
    public static Invocation? Run(Sweep sweep, UserSettings settings)
    {
        var source = sweep.Source;
        if (Definition(sweep) is not { } file || !SweepPaths.IsPlainName(sweep.Paths.Name))
            return null;
        var call = Invocation.Of(RunVerb.Name, ProgramFile.Short(file)) with { Data = Data(sweep) };
        if (!string.Equals(Path.GetFullPath(source.ResultsRoot), Path.GetFullPath(settings.Results), StringComparison.Ordinal))
            call = call.With("--out", ProgramFile.Short(source.ResultsRoot));
        call = call.With("--set", source.Set);
        // A folder that was renamed is another sweep's by the definition alone.
        if (!string.Equals(sweep.Name, sweep.Paths.Name, StringComparison.Ordinal))
            call = call.With("--set", $"name='{sweep.Paths.Name}'");
        if (source.Where is { } where)
            call = call.With("--where", where);
        return call.With("--plugin", source.Plugins);
    }

    /// <summary>A call about the sweep's folder that makes its plan again: <c>merge</c>, <c>status</c>.</summary>
    public static Invocation Planning(string verb, Sweep sweep) =>
        About(verb, sweep.Paths).With("--plugin", sweep.Source.Plugins) with { Data = Data(sweep) };

    /// <summary>A call about a sweep's folder that reads its tables alone.</summary>
    public static Invocation About(string verb, SweepPaths paths, params IReadOnlyList<string> more) =>
        Invocation.Of(verb, [ProgramFile.Short(paths.Folder), .. more]);

    /// <summary>The value of <c>SWEEPS_DATA</c>, if lists of the sweep were found by it.</summary>
    public static string? Data(Sweep sweep)
    {
        var folders = sweep.DataFolders.Select(folder => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))).ToHashSet(StringComparer.Ordinal);
        return sweep.Plan.Definition.Lists.All.Any(one => one.Data.Path is { } path && folders.Contains(Path.GetDirectoryName(path)!))
            ? Environment.GetEnvironmentVariable(DataCatalogue.FoldersVariable)
            : null;
    }

    // The copy in the results folder says the same, unless lists are named by where the original lay.
    private static string? Definition(Sweep sweep) =>
        FileProbe.SeemsReadable(sweep.Source.File) ? sweep.Source.File
        : sweep.Plan.Definition.Lists.All.All(one => one.Data.Path is null) && FileProbe.SeemsReadable(sweep.Paths.Definition) ? sweep.Paths.Definition
        : null;
}
