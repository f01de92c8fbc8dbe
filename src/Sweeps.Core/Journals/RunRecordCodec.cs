using Sweeps.Core.Outcomes;
using Sweeps.Tables;

namespace Sweeps.Core.Journals;

/// <summary>Converts a run's series to bytes and back: the body of a journal's frame.</summary>
internal static class RunRecordCodec
{
    public static void WriteBody(ByteWriter to, RunRecord record)
    {
        if (record.Tables.Count != record.Outcome.Handlers.Count)
            throw new ArgumentException($"{record.Tables.Count} tables for {record.Outcome.Handlers.Count} handlers.", nameof(record));
        to.Count(record.Losses.Length);
        to.Floats(record.Losses.Span);
        foreach (var table in record.Tables)
            TableCodec.Write(to, table);
    }

    /// <exception cref="InvalidDataException">The bytes are no series of this run.</exception>
    public static RunRecord Read(RunOutcome outcome, ReadOnlySpan<byte> body)
    {
        var from = new ByteReader(body);
        var losses = from.Floats(from.Count(sizeof(float)));
        var tables = new TableData[outcome.Handlers.Count];
        for (var i = 0; i < tables.Length; i++)
            tables[i] = TableCodec.Read(ref from);
        return from.IsAtEnd ? new RunRecord(outcome, losses, tables) : throw new InvalidDataException("A stored record is longer than its content.");
    }
}
