using System.Diagnostics;
using Sweeps.Tables;
using Sweeps.Training;

namespace Sweeps.Core.Handlers;

/// <summary>The rows that one handler recorded for one run.</summary>
/// <param name="Definition">The handler as the definition asks for it.</param>
/// <param name="Rows">step, layer, module_index, module, tensor and the handler's own columns, complete rows only.</param>
public sealed record HandlerTable(HandlerDefinition Definition, TableData Rows);

/// <summary>All handlers of one run; each observes the steps of its schedule. Not thread-safe.</summary>
/// <remarks>Allocates nothing on a step for which no handler is due.</remarks>
public sealed class HandlerSet : ITrainingTap
{
    private readonly Entry[] _entries;
    private readonly int _steps;
    private long _ticks;

    /// <param name="definitions">The handlers in the order of the definition.</param>
    /// <param name="steps">The number of the run's steps: schedules can count from the end.</param>
    /// <exception cref="HandlerException">A kind cannot create its handler.</exception>
    public HandlerSet(IReadOnlyList<HandlerDefinition> definitions, int steps)
    {
        _steps = steps;
        _entries = [.. definitions.Where(definition => definition.Kind is not EvaluationTable).Select(definition => new Entry(definition))];
        Evaluations = definitions.Where(definition => definition.Kind is EvaluationTable).Select(definition => new HandlerTable(definition, definition.NewTable())).SingleOrDefault();
    }

    /// <summary>The rows so far, a table per definition, in their order.</summary>
    public IReadOnlyList<HandlerTable> Tables =>
        [.. _entries.Select(entry => new HandlerTable(entry.Definition, entry.Rows.Table)), .. (HandlerTable[])(Evaluations is null ? [] : [Evaluations])];

    /// <summary>The table of evaluations, which is the last one of <see cref="Tables"/> and is filled between steps; null if the definition asks for none.</summary>
    internal HandlerTable? Evaluations { get; }

    /// <summary>Time spent in handlers so far.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(0, _ticks);

    /// <summary>The first handler that may have state and cannot save it; null if there is none.</summary>
    public string? Unsavable => Array.Find(_entries, entry => !entry.Definition.Kind.IsStateless && entry.Handler is not IStatefulHandler)?.Definition.Name;

    /// <summary>The saved state of a handler.</summary>
    /// <exception cref="HandlerException">The state cannot be saved.</exception>
    internal byte[] Save(int handler) => handler < _entries.Length ? _entries[handler].Save() : [];

    /// <summary>Restores the state of a handler.</summary>
    /// <exception cref="HandlerException">The state does not fit the handler.</exception>
    internal void Restore(int handler, byte[] state)
    {
        if (handler < _entries.Length)
            _entries[handler].Restore(state);
        else if (state.Length > 0)
            throw new HandlerException("The saved state has something of evaluations, which remember nothing.");
    }

    /// <inheritdoc/>
    public TensorKinds Wants(int step)
    {
        var wants = TensorKinds.None;
        foreach (var entry in _entries)
            if (entry.Definition.Schedule.IsDue(step, _steps))
                wants |= entry.Needs(step);
        return wants;
    }

    /// <exception cref="HandlerException">A handler failed. The tables keep the rows of the steps before.</exception>
    public void Observe(IStepView step)
    {
        var started = Stopwatch.GetTimestamp();
        foreach (var entry in _entries)
            if (entry.Definition.Schedule.IsDue(step.Step, _steps))
                entry.Observe(step);
        _ticks += Stopwatch.GetTimestamp() - started;
    }

    private sealed class Entry
    {
        public Entry(HandlerDefinition definition)
        {
            Definition = definition;
            _whose = (definition.Kind as PluginKind)?.Whose;
            try
            {
                Rows = new HandlerRows(definition.Kind.Columns(definition.Options));
                Handler = definition.Kind.Create(definition.Options);
            }
            catch (Exception exception)
            {
                throw new HandlerException($"The handler '{definition.Name}' cannot be made: {exception.Message}", exception);
            }
        }

        private readonly string? _whose;

        public HandlerDefinition Definition { get; }

        public IHandler Handler { get; }

        public HandlerRows Rows { get; private set; }

        public TensorKinds Needs(int step)
        {
            try
            {
                using (PluginCall.Enter(_whose))
                    return Handler.Needs;
            }
            catch (Exception exception)
            {
                throw new HandlerException($"The handler '{Definition.Name}' cannot say at step {step} what it needs: {exception.Message}", exception);
            }
        }

        public void Observe(IStepView step)
        {
            var before = Rows.Table.RowCount;
            try
            {
                using (PluginCall.Enter(_whose))
                    Handler.Observe(step, Rows);
            }
            catch (Exception exception)
            {
                CutBack(before);
                throw new HandlerException($"The handler '{Definition.Name}' failed at step {step.Step}: {exception.Message}", exception);
            }

            var rows = Rows.Table.RowCount;
            for (var i = 0; i < Rows.Table.Columns.Count; i++)
            {
                var column = Rows.Table.Columns[i];
                if (column.Count == rows)
                    continue;
                CutBack(before);
                throw new HandlerException(
                    $"The handler '{Definition.Name}' failed at step {step.Step}: the column '{column.Schema.Name}' got {column.Count - before} values for {rows - before} rows.");
            }
        }

        public byte[] Save()
        {
            if (Handler is not IStatefulHandler stateful)
                return [];
            try
            {
                using var state = new MemoryStream();
                using (PluginCall.Enter(_whose))
                    stateful.Save(state);
                return state.ToArray();
            }
            catch (Exception exception)
            {
                throw new HandlerException($"The handler '{Definition.Name}' cannot save what it remembers: {exception.Message}", exception);
            }
        }

        public void Restore(byte[] bytes)
        {
            try
            {
                using var state = new MemoryStream(bytes, writable: false);
                using (PluginCall.Enter(_whose))
                    (Handler as IStatefulHandler)?.Restore(state);
                if (state.Position != state.Length)
                    throw new InvalidDataException("not all of it was read.");
            }
            catch (Exception exception)
            {
                throw new HandlerException($"The handler '{Definition.Name}' cannot take over what was saved of it: {exception.Message}", exception);
            }
        }

        private void CutBack(int rows)
        {
            var kept = new HandlerRows(Definition.Kind.Columns(Definition.Options));
            try
            {
                kept.Table.AppendRange(Rows.Table, 0, rows);
            }
            catch (OutOfMemoryException)
            {
                // The run failed because memory ran out: none of its rows are kept.
                kept = new HandlerRows(Definition.Kind.Columns(Definition.Options));
            }

            Rows = kept;
        }
    }
}
