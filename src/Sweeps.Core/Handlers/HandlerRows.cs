using Sweeps.Tables;
using Sweeps.Training;

namespace Sweeps.Core.Handlers;

/// <summary>The rows of a handler: each has the leading columns, then a value for each of the handler's own columns.</summary>
public sealed class HandlerRows
{
    private const int LeadingColumns = 5;
    private readonly ColumnData<int> _step;
    private readonly ColumnData<int> _layer;
    private readonly ColumnData<int> _moduleIndex;
    private readonly ColumnData<string> _module;
    private readonly ColumnData<string> _tensor;

    /// <summary>Initializes an empty table for a handler.</summary>
    /// <param name="ownColumns">The handler's own columns, which follow the leading ones.</param>
    public HandlerRows(IReadOnlyList<ColumnSchema> ownColumns)
    {
        Table = new TableData(new TableSchema([
            new("step", ColumnType.Int32), new("layer", ColumnType.Int32), new("module_index", ColumnType.Int32),
            new("module", ColumnType.String), new("tensor", ColumnType.String), .. ownColumns]));
        _step = (ColumnData<int>)Table.Columns[0];
        _layer = (ColumnData<int>)Table.Columns[1];
        _moduleIndex = (ColumnData<int>)Table.Columns[2];
        _module = (ColumnData<string>)Table.Columns[3];
        _tensor = (ColumnData<string>)Table.Columns[4];
    }

    /// <summary>The rows so far: step, layer, module_index, module, tensor and the handler's own columns.</summary>
    public TableData Table { get; }

    /// <summary>Begins a row; a value for each own column must follow.</summary>
    public void Begin(int step, ModuleInfo module, TensorKinds tensor)
    {
        _step.Append(step);
        _layer.Append(module.Number);
        _moduleIndex.Append(module.Index);
        _module.Append(module.Name);
        _tensor.Append(TensorNames.Of(tensor));
    }

    /// <summary>The handler's own column with this number, from 0.</summary>
    public ColumnData<T> Own<T>(int index) => (ColumnData<T>)Table.Columns[LeadingColumns + index];
}
