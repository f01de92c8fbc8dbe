using System.CommandLine;
using System.CommandLine.Completions;
using System.Globalization;
using Sweeps.Cli.Settings;
using Sweeps.Core.Files;
using Sweeps.Core.Store;

namespace Sweeps.Cli.Arguments.Completing;

/// <summary>Suggests the folders of sweeps, and the runs in one.</summary>
internal static class ResultSuggestions
{
    /// <summary>More take too long to be looked up where they do not stand in one table.</summary>
    private const int MostScattered = 2000;

    /// <summary>The sweeps in the folder of all results and where the word leads, and the folders on the way to others.</summary>
    public static IEnumerable<Suggestion> Sweeps(CompletionContext context, UserSettings settings)
    {
        var root = Path.TrimEndingDirectorySeparator(settings.Results);
        var usual = Folders.Within(root).Where(IsSweep).Select(folder => new Suggestion($"{root}/{Path.GetFileName(folder)}")).ToList();
        if (usual.Count > 0 && context.WordToComplete.Length == 0)
            return usual;
        return usual.Concat(PathSuggestions.Within(context).Select(folder => IsSweep(folder.Text) ? new Suggestion(folder.Text.TrimEnd('/')) : folder));
    }

    /// <summary>The ids of the runs in the folder that the command line names.</summary>
    public static IEnumerable<Suggestion> Runs(CompletionContext context, Argument<SweepPaths> folder, Composition composition)
    {
        if (context.ParseResult.GetResult(folder)?.Tokens is not [var named, ..])
            return [];
        using var reader = ResultsReader.Open(SweepPaths.OfFolder(named.Value), composition.Parameters);
        if (!reader.IsComplete && reader.Count > MostScattered)
            return [];
        var rows = reader.Runs(["cell", "run", "status"]);
        var cells = rows.Column<int>("cell").Values;
        var runs = rows.Column<string>("run").Values;
        var statuses = rows.Column<string>("status").Values;
        var found = new List<Suggestion>();
        for (var row = 0; row < rows.RowCount; row++)
            found.Add(new(runs[row], string.Create(CultureInfo.InvariantCulture, $"cell {cells[row]}, {statuses[row]}")));
        return found;
    }

    private static bool IsSweep(string folder) => FileProbe.SeemsReadable(Path.Combine(folder, "definition.yaml"));
}
