using Sweeps.Core.Outcomes;
using Sweeps.Core.Tables;
using Sweeps.Tables;

namespace Sweeps.Core.Store;

/// <summary>Finds the rows of <c>runs.parquet</c> that may be the best run, of three columns: whole rows are read only of those.</summary>
internal static class BestRows
{
    /// <summary>The run with the least loss at the end, the one with the least validation loss, and runs without flags that may be better.</summary>
    /// <param name="read">Reads the run in a row.</param>
    /// <param name="among">Selects runs by their rows.</param>
    public static IEnumerable<RunOutcome> Of(StoredTable runs, Func<long, RunOutcome> read, Predicate<long> among)
    {
        var (end, valid) = (new Least(), new Least());
        long place = 0;
        string[] columns = ["loss_end", "loss_valid", .. runs.Schema.IndexOf(OutcomeFlags.ExplodedName) < 0 ? Array.Empty<string>() : [OutcomeFlags.ExplodedName]];
        for (var group = 0; group < runs.Groups; group++)
        {
            TableData rows;
            try
            {
                rows = runs.Read(group, columns);
            }
            catch (InvalidDataException)
            {
                // None of its runs was returned.
                place += runs.GroupRows(group);
                continue;
            }

            var (ends, valids) = (rows.Column<double>("loss_end"), rows.Column<double>("loss_valid"));
            var exploded = columns.Length > 2 ? rows.Column<bool>(OutcomeFlags.ExplodedName) : null;
            for (var row = 0; row < rows.RowCount; row++, place++)
            {
                // Only a run that completed has flags.
                var isKnown = exploded?.IsNull(row) == false;
                if ((isKnown && exploded!.Values[row]) || !(end.IsBeatenBy(ends, row) || valid.IsBeatenBy(valids, row)) || !among(place))
                    continue;
                if (isKnown)
                {
                    end.Offer(ends, row, place);
                    valid.Offer(valids, row, place);
                }
                else if (read(place) is { Status: RunStatus.Completed } outcome)
                {
                    yield return outcome;
                }
            }
        }

        if (end.Place is { } trained)
            yield return read(trained);
        if (valid.Place is { } validated && validated != end.Place)
            yield return read(validated);
    }

    /// <summary>The row with the least of some losses. Of rows with equal losses it is the first.</summary>
    private sealed class Least
    {
        private double _loss = double.PositiveInfinity;

        /// <summary>The place of the row; null if none has a finite loss.</summary>
        public long? Place { get; private set; }

        public bool IsBeatenBy(ColumnData<double> losses, int row) => !losses.IsNull(row) && losses.Values[row] < _loss;

        public void Offer(ColumnData<double> losses, int row, long place)
        {
            if (IsBeatenBy(losses, row))
                (_loss, Place) = (losses.Values[row], place);
        }
    }
}
