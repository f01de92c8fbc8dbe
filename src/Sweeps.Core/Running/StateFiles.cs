using System.Buffers.Binary;
using Sweeps.Core.Files;
using Sweeps.Core.Handlers;
using Sweeps.Core.Journals;
using Sweeps.Tables;
using Sweeps.Training;

namespace Sweeps.Core.Running;

/// <summary>The saved states of long runs. A run that continues from its state gives the same bits.</summary>
/// <param name="machine">What the engine's bits depend on besides its arithmetic: a run does not go on where that is another one.</param>
/// <remarks>A file contains: a file mark (8 bytes), CRC-32C of the rest (4), the run and, if the engine's bits depend on it, the machine, for each handler its signature, its rows and its state, the time so far, and the engine's state. A state that is damaged or does not fit is ignored.</remarks>
internal sealed class StateFiles(SweepPaths paths, string session, IReadOnlyDictionary<string, string>? machine = null)
{
    private const int HeaderLength = 12;
    private readonly string _machine = string.Concat((machine ?? new Dictionary<string, string>(StringComparer.Ordinal)).OrderBy(fact => fact.Key, StringComparer.Ordinal).Select(fact => $"\n{fact.Key}={fact.Value}"));
    private int _toldUnsavable;

    private static ReadOnlySpan<byte> Mark => "SWSTATE2"u8;

    /// <summary>Saves a run's state durably. If that fails, the error is reported and the run continues.</summary>
    public void TrySave(string run, ITrainingRun training, HandlerSet tap, RunCost cost, Action<string> note)
    {
        if (tap.Unsavable is { } handler)
        {
            if (Interlocked.Exchange(ref _toldUnsavable, 1) == 0)
                note($"Long runs are not saved under way, because the handler '{handler}' does not say what it remembers: one that is stopped begins anew.");
            return;
        }

        try
        {
            var bytes = Encode(run + _machine, training, tap, cost);
            Folders.Create(paths.States);
            AtomicFile.Write(paths.State(run), paths.Temporary($"{session}-{run}-state"), bytes);
        }
        catch (Exception e) when (e is StorageException or HandlerException)
        {
            note($"The state of run {run} could not be saved: {e.Message}");
        }
    }

    public bool Has(string run) => FileProbe.IsThere(paths.State(run));

    /// <summary>Restores the saved state of a run that was just started.</summary>
    /// <returns>The time that the run had taken until then; null if no state fits. The run must then be started again.</returns>
    /// <exception cref="StorageException">The state cannot be read.</exception>
    public RunCost? TryLoad(string run, ITrainingRun training, HandlerSet tap)
    {
        try
        {
            if (tap.Unsavable is not null || !Has(run))
                return null;
            using var file = FileReading.OpenHandle(paths.State(run), FileOptions.None);
            return Decode(new FileWindow(file, RandomAccess.GetLength(file)), run + _machine, training, tap);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or HandlerException or OutOfMemoryException)
        {
            return null;
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Of("Cannot read", paths.State(run), e);
        }
    }

    /// <summary>Removes the state of a run that is durable.</summary>
    public void Remove(string run) => FileActions.TryDelete(paths.State(run));

    /// <summary>Removes states of runs that are not due.</summary>
    public void KeepOnly(Predicate<ulong> due)
    {
        foreach (var file in Folders.Files(paths.States))
            if (!RunId.IsValid(Path.GetFileNameWithoutExtension(file)) || !due(RunId.Parse(Path.GetFileNameWithoutExtension(file))))
                FileActions.TryDelete(file);
    }

    private static byte[] Encode(string owner, ITrainingRun training, HandlerSet tap, RunCost cost)
    {
        var to = new ByteWriter();
        to.Reserve(HeaderLength);
        to.Text(owner);
        to.Double(cost.WallSeconds);
        to.Double(cost.ProcessorSeconds ?? double.NaN);
        to.Double(cost.HandlerSeconds);
        to.Count(tap.Tables.Count);
        for (var i = 0; i < tap.Tables.Count; i++)
        {
            to.Text(tap.Tables[i].Definition.Signature);
            TableCodec.Write(to, tap.Tables[i].Rows);
            var remembered = tap.Save(i);
            to.Count(remembered.Length);
            remembered.CopyTo(to.Reserve(remembered.Length));
        }

        using var engine = new MemoryStream();
        training.Save(engine);
        engine.GetBuffer().AsSpan(0, (int)engine.Length).CopyTo(to.Reserve((int)engine.Length));
        Mark.CopyTo(to.At(0, Mark.Length));
        BinaryPrimitives.WriteUInt32LittleEndian(to.At(Mark.Length, sizeof(uint)), Crc32C.Of(to.Written[HeaderLength..]));
        return to.Written.ToArray();
    }

    private static RunCost? Decode(FileWindow file, string owner, ITrainingRun training, HandlerSet tap)
    {
        if (file.Length < HeaderLength || file.Length > Array.MaxLength || !file.At(0, Mark.Length).SequenceEqual(Mark)
            || BinaryPrimitives.ReadUInt32LittleEndian(file.At(Mark.Length, sizeof(uint))) != file.Checksum(HeaderLength, file.Length - HeaderLength))
            return null;
        var from = new ByteReader(file.At(HeaderLength, (int)file.Length - HeaderLength));
        if (!string.Equals(from.Text(), owner, StringComparison.Ordinal))
            return null;
        var cost = new RunCost(from.Double(), from.Double() is var processor && double.IsNaN(processor) ? null : processor, from.Double());
        var tables = tap.Tables;
        if (from.Count() != tables.Count)
            return null;
        var rows = new TableData[tables.Count];
        var remembered = new byte[tables.Count][];
        for (var i = 0; i < rows.Length; i++)
        {
            if (!string.Equals(from.Text(), tables[i].Definition.Signature, StringComparison.Ordinal))
                return null;
            rows[i] = TableCodec.Read(ref from);
            if (!rows[i].Schema.Equals(tables[i].Rows.Schema))
                return null;
            remembered[i] = from.Take(from.Count()).ToArray();
        }

        using (var engine = new MemoryStream(from.Rest().ToArray(), writable: false))
        {
            training.Restore(engine);
            if (engine.Position != engine.Length)
                throw new InvalidDataException("A saved state is longer than its content.");
        }

        for (var i = 0; i < rows.Length; i++)
        {
            tables[i].Rows.AppendRange(rows[i], 0, rows[i].RowCount);
            tap.Restore(i, remembered[i]);
        }

        return cost;
    }
}
