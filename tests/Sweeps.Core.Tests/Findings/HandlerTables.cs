using Sweeps.Core.Handlers;
using Sweeps.Tables;

namespace Sweeps.Core.Tests.Findings;

/// <summary>Tables of handlers with numbers that are written down in a test.</summary>
internal static class HandlerTables
{
    /// <param name="kind">A shipped kind; the table has its columns, zero where no values are given.</param>
    /// <param name="rows">In order: step, module, tensor, and the values of the columns that are named.</param>
    /// <param name="options">Those that are not the kind's defaults.</param>
    public static HandlerTable Of(string kind, IEnumerable<(int Step, string Module, string Tensor, double[] Values)> rows, string[] columns, string? name = null, params (string Name, object Value)[] options)
    {
        var handler = HandlerCatalogue.Shipped.Find(kind)!;
        var values = handler.Options.ToDictionary(option => option.Name, option => option.Default, StringComparer.Ordinal);
        foreach (var (option, value) in options)
            values[option] = value;
        var definition = new HandlerDefinition(name ?? kind, handler, new HandlerOptions(values), HandlerSchedule.Always);
        var own = handler.Columns(definition.Options);
        var table = new HandlerRows(own).Table;
        foreach (var (step, module, tensor, given) in rows)
        {
            foreach (var column in table.Columns)
            {
                var at = Array.IndexOf(columns, column.Schema.Name);
                switch (column)
                {
                    case ColumnData<string> texts:
                        texts.Append(column.Schema.Name is "module" ? module : tensor);
                        break;
                    case ColumnData<int> numbers:
                        numbers.Append(column.Schema.Name is "step" ? step : module[(module.IndexOf('.', StringComparison.Ordinal) + 1)..] is { } digits ? int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) : 0);
                        break;
                    case ColumnData<double> doubles:
                        doubles.Append(at < 0 ? 0 : given[at]);
                        break;
                    case ColumnData<float> singles:
                        singles.Append(at < 0 ? 0 : (float)given[at]);
                        break;
                }
            }
        }

        return new HandlerTable(definition, table);
    }
}
