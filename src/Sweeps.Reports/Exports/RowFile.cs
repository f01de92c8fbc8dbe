using Sweeps.Tables;

namespace Sweeps.Reports.Exports;

/// <summary>A text file with a line per row.</summary>
internal abstract class RowFile : IDisposable
{
    /// <summary>Before the first row.</summary>
    public abstract void Begin(TableSchema schema);

    /// <param name="leading">Values before the table's own; they are columns of the schema too.</param>
    public abstract void Write(ReadOnlySpan<object?> leading, TableData rows, int row);

    /// <summary>Makes all rows durable.</summary>
    public abstract void Finish();

    public abstract void Dispose();
}
