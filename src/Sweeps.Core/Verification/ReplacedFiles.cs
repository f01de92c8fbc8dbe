using Sweeps.Core.Results;

namespace Sweeps.Core.Verification;

/// <summary>Final files that are no longer the ones that were written.</summary>
public static class ReplacedFiles
{
    /// <summary>Compares the SHA-256 of every file with what <c>provenance.json</c> says of it.</summary>
    /// <returns>A sentence for each file that is missing or another one.</returns>
    /// <exception cref="StorageException">A file cannot be read.</exception>
    public static IReadOnlyList<string> In(SweepPaths paths)
    {
        var problems = new List<string>();
        foreach (var (name, expected) in Provenance.Checksums(TablesCheck.ReadIfThere(paths.Provenance)).OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            if (!SweepPaths.IsPlainName(name))
                continue;
            var path = paths.In(name);
            if (!File.Exists(path))
                problems.Add($"'{name}' is missing.");
            else if (TablesCheck.Sha256(path) is var actual && !string.Equals(actual, expected, StringComparison.Ordinal))
                problems.Add($"'{name}' is not the file that was written: its sha256 is {actual}, and provenance.json says {expected}.");
        }

        return problems;
    }
}
