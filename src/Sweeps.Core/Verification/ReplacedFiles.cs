using Sweeps.Core.Files;
using Sweeps.Core.Parameters;
using Sweeps.Core.Store;

namespace Sweeps.Core.Verification;

/// <summary>Final files that are no longer the ones that were written.</summary>
public static class ReplacedFiles
{
    /// <summary>Compares the SHA-256 of every file with what <c>provenance.json</c> says of it.</summary>
    /// <param name="parameters">The parameters that runs have.</param>
    /// <returns>A sentence for each file that is missing or another one, or that no checksum is known of though the tables are final.</returns>
    /// <exception cref="StorageException">A file cannot be read.</exception>
    public static IReadOnlyList<string> In(SweepPaths paths, ParameterSet parameters)
    {
        var problems = new List<string>();
        var provenance = FileReading.BytesIfThere(paths.Provenance);
        var stated = Provenance.Checksums(provenance);
        var unknown = Written(paths, parameters).Where(name => !stated.ContainsKey(name)).ToList();
        if (unknown.Count > 0)
            problems.Add($"'provenance.json' {(provenance is null ? "is missing" : Provenance.IsReadable(provenance) ? "does not state all checksums" : "is damaged")}: "
                + $"{string.Join(", ", unknown)} {(unknown.Count == 1 ? "is" : "are")} compared with no checksum. 'sweeps run' writes it again.");
        var isStanding = StandingPlan.Read(paths) is not null;
        foreach (var (name, expected) in stated.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            // An execution that has begun may have put others in their place; the plan says which ones belong together.
            if (!SweepPaths.IsPlainName(name) || (isStanding && name is (SweepPaths.DefinitionFile or SweepPaths.ComposedFile)))
                continue;
            var path = paths.In(name);
            if (!FileProbe.IsThere(path))
                problems.Add($"'{name}' is missing.");
            else if (FileReading.Sha256(path) is var actual && !string.Equals(actual, expected, StringComparison.Ordinal))
                problems.Add($"'{name}' is not the file that was written: its sha256 is {actual}, and provenance.json says {expected}.");
        }

        return problems;
    }

    /// <summary>Files whose checksums are written with them.</summary>
    private static IReadOnlyList<string> Written(SweepPaths paths, ParameterSet parameters)
    {
        using var tables = StoredTables.Open(paths, parameters, _ => { });
        return tables is null ? [] : [.. tables.All.Select(table => table.Path).Concat([paths.SummaryMarkdown, paths.SummaryCsv]).Select(file => Path.GetFileName(file)!)];
    }
}
