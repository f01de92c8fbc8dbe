using System.Text;
using Sweeps.Core.Datasets;

namespace Sweeps.Samples.SignFlips;

/// <summary>Tables whose columns are separated by spaces, as many files of the UCI Machine Learning Repository have them: <c>dataset: { kind: spaced, source: seeds.data, target: variety }</c>.</summary>
public sealed class SpacedTables : TableKind
{
    /// <inheritdoc/>
    public override string Name => "spaced";

    /// <inheritdoc/>
    public override string Summary => "A table, a row per example, with spaces between its columns.";

    /// <inheritdoc/>
    public override string Extension => ".data";

    /// <inheritdoc/>
    public override (DataSource? Source, string? Problem) Read(Stream stream, string name, string? path)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        var rows = Encoding.UTF8.GetString(bytes.ToArray()).Split('\n').Select(line => string.Join(',', line.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries)));
        using var text = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', rows)));
        return OfText(text, bytes.ToArray(), name, path);
    }
}
