using System.Collections.Concurrent;
using Sweeps.Core.Datasets;
using Sweeps.Core.Definitions;
using Sweeps.Core.Parameters;

namespace Sweeps.Core.Plans;

/// <summary>Counts the examples that cells of a definition train on, once for equal settings of the data.</summary>
internal sealed class CellCounts(DataSources lists, CellDatasets datasets) : TrainCounts
{
    // Made when it is needed: most definitions count nothing.
    private ConcurrentDictionary<DataSettings, int?>? _counts;

    public override int? Of(CellValues cell)
    {
        if (cell.Parameters.Task.Of(cell) is { HasData: true } task)
        {
            try
            {
                return datasets.OwnOf(task, cell).Train.Count;
            }
            catch (InvalidOperationException)
            {
                return null;
            }
        }

        return CellRules.CheckSplit(cell) is null ? (_counts ??= new()).GetOrAdd(CellRules.DataOf(cell), Count) : null;
    }

    private int? Count(DataSettings data) =>
        lists.Find(data.Kind, data.Source) is { } list && list.Check(data) is null ? DataCatalogue.CountTrain(list, data) : null;
}
