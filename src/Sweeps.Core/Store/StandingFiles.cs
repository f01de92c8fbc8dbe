using System.Text;
using Sweeps.Core.Files;
using Sweeps.Core.Tables;

namespace Sweeps.Core.Store;

/// <summary>What <c>provenance.json</c> says about the final files in a folder. All of them are committed together with it.</summary>
/// <param name="provenance">Its content; null for none.</param>
internal sealed class StandingFiles(SweepPaths paths, byte[]? provenance)
{
    private readonly IReadOnlyDictionary<string, string> _stated = Provenance.Checksums(provenance);

    /// <summary>Whether a version of the program wrote the final files for these definitions. Then the same version would write the same files for the same runs.</summary>
    /// <param name="version">The version of the program. If it is empty, the result is false.</param>
    /// <param name="definitions">The files of the definition, as names with contents.</param>
    public bool AreOf(string version, IEnumerable<(string Name, byte[] Content)> definitions) =>
        version.Length > 0
        && _stated.ContainsKey(SweepPaths.TableFile("runs"))
        && string.Equals(Provenance.WriterOfFiles(provenance), version, StringComparison.Ordinal)
        && definitions.All(definition => IsStated(definition.Name, definition.Content));

    /// <summary>The summaries; null if one has changed since it was written, or if <c>summary.md</c> has another heading.</summary>
    /// <param name="heading">The beginning of <c>summary.md</c>.</param>
    public IReadOnlyList<StoredFile>? Summaries(string heading)
    {
        var csv = FileReading.BytesIfThere(paths.In(SweepPaths.SummaryCsvFile));
        var markdown = FileReading.BytesIfThere(paths.In(SweepPaths.SummaryMarkdownFile));
        return csv is not null && markdown is not null
            && IsStated(SweepPaths.SummaryCsvFile, csv) && IsStated(SweepPaths.SummaryMarkdownFile, markdown)
            && markdown.AsSpan().StartsWith(Encoding.UTF8.GetBytes(heading))
            ? [Stored(SweepPaths.SummaryCsvFile, csv), Stored(SweepPaths.SummaryMarkdownFile, markdown)]
            : null;
    }

    private bool IsStated(string name, byte[] content) => _stated.TryGetValue(name, out var sha256) && string.Equals(sha256, Safetensors.Sha256(content), StringComparison.Ordinal);

    private StoredFile Stored(string name, byte[] content) => new(name, _stated[name], content.Length);
}
