using System.Diagnostics;
using Sweeps.Core.Definitions;
using Sweeps.Core.Files;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Parameters;
using Sweeps.Core.Plans;
using Sweeps.Core.Store;

namespace Sweeps.Core.Running;

/// <summary>Writes the preliminary Parquet tables in <c>parts/</c> that show a running sweep. Each file is complete at any moment. They are for users; the program never reads them.</summary>
internal sealed class ViewWriter : IDisposable
{
    /// <summary>The inverse of the share of time that writing these tables may take: the more there is to write, the longer the interval.</summary>
    private const int Rarity = 100;

    private readonly SweepStore _store;
    private readonly ParameterSet _parameters;
    private readonly IReadOnlyList<PlannedCell> _cells;
    private readonly IReadOnlyList<HandlerSpec> _handlers;
    private readonly FindingThresholds _findings;
    private readonly IReadOnlyList<DefinedMeasure> _measures;
    private readonly Func<PlannedCell, double?> _chance;
    private readonly string _label;
    private readonly string _session;
    private readonly Action<string> _note;
    private readonly TimeSpan _first;
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;

    /// <param name="label">A suffix for the tables' names, for several processes that write into one folder.</param>
    public ViewWriter(SweepStore store, ParameterSet parameters, IReadOnlyList<PlannedCell> cells, IReadOnlyList<HandlerSpec> handlers, FindingThresholds findings, IReadOnlyList<DefinedMeasure> measures, Func<PlannedCell, double?> chance, string label, string session, TimeSpan first, Action<string> note)
    {
        _store = store;
        _parameters = parameters;
        _cells = cells;
        _handlers = handlers;
        _findings = findings;
        _measures = measures;
        _chance = chance;
        _label = label;
        _session = session;
        _first = first;
        _note = note;
        _thread = new Thread(Work) { IsBackground = true, Name = "view", Priority = ThreadPriority.BelowNormal };
        _thread.Start();
    }

    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _stop.Dispose();
    }

    private void Work()
    {
        var wait = _first;
        long seen = 0;
        while (!_stop.Token.WaitHandle.WaitOne(wait))
        {
            var length = _store.JournalLength;
            if (length == seen || _store.Index.Count == 0)
                continue;
            seen = length;
            var started = Stopwatch.GetTimestamp();
            try
            {
                Write();
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception e) when (e is StorageException or InvalidDataException or OutOfMemoryException || FileFailure.Is(e))
            {
                _note($"The tables in '{_store.Paths.Parts}' for looking at could not be renewed: {e.Message}");
            }

            var fitting = Stopwatch.GetElapsedTime(started) * Rarity;
            wait = fitting > _first ? fitting : _first;
        }
    }

    private void Write()
    {
        var written = new List<(string Temporary, string Path)>();
        try
        {
            using (var readers = new RunReaders(_store.Sources))
            using (var tables = new TablesWriter(Temporary, _parameters, _handlers, _findings, _measures, _chance))
            {
                foreach (var cell in _cells)
                {
                    _stop.Token.ThrowIfCancellationRequested();
                    var run = RunId.Parse(cell.Run);
                    if (_store.Index.Find(run) is { } entry && entry.Source != _store.FinalSource)
                        tables.Append(cell, readers.Load(run, entry));
                }

                tables.Finish();
            }

            // The table of runs is put in place last, so that the series of each of its runs are there.
            for (var i = written.Count - 1; i >= 0; i--)
                FileActions.Rename(written[i].Temporary, written[i].Path);
            written.Clear();
        }
        finally
        {
            foreach (var (temporary, _) in written)
                FileActions.TryDelete(temporary);
        }

        string Temporary(string table)
        {
            written.Add((_store.Paths.Temporary($"{_session}-view-{table}"), _store.Paths.View(table, _label)));
            return written[^1].Temporary;
        }
    }
}
