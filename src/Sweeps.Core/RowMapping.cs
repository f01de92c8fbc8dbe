using System.Reflection;
using Sweeps.Tables;

namespace Sweeps.Core;

/// <summary>Makes records of rows: each parameter of the constructor is a column.</summary>
internal sealed class RowMapping<TRow>
{
    private readonly string _table;
    private readonly ConstructorInvoker _constructor;
    private readonly bool[] _takesNull;

    /// <exception cref="ArgumentException">A parameter fits no column.</exception>
    /// <exception cref="InvalidOperationException">The type has not exactly one public constructor.</exception>
    public RowMapping(string table, TableSchema schema)
    {
        _table = table;
        var constructors = typeof(TRow).GetConstructors();
        if (constructors is not [{ } constructor] || constructor.GetParameters() is not { Length: > 0 } parameters)
            throw new InvalidOperationException($"The type {typeof(TRow).Name} must have one public constructor, with a parameter for each column that is wanted.");
        var columns = parameters.Select(parameter => Column(table, schema, parameter)).ToArray();
        Columns = [.. columns.Select(column => column.Name)];
        _constructor = ConstructorInvoker.Create(constructor);
        _takesNull = [.. parameters.Select(parameter => !parameter.ParameterType.IsValueType || Nullable.GetUnderlyingType(parameter.ParameterType) is not null)];
    }

    /// <summary>The columns that are read, in the order of the parameters.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <param name="part">Has <see cref="Columns"/>.</param>
    public IEnumerable<TRow> Rows(TableData part)
    {
        var values = new object?[Columns.Count];
        for (var row = 0; row < part.RowCount; row++)
        {
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = part.Columns[i].Boxed(row);
                if (values[i] is null && !_takesNull[i])
                    throw ColumnValues.Null(_table, part.Columns[i].Schema);
            }

            yield return (TRow)_constructor.Invoke(values.AsSpan());
        }
    }

    private static ColumnSchema Column(string table, TableSchema schema, ParameterInfo parameter)
    {
        var column = schema.Columns.FirstOrDefault(column => string.Equals(string.Concat(column.Name.Where(char.IsAsciiLetterOrDigit)), parameter.Name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"The parameter '{parameter.Name}' of {typeof(TRow).Name} fits no column of the table '{table}'. It has: {string.Join(", ", schema.Columns.Select(known => known.Name))}.", nameof(parameter));
        ColumnValues.Check(table, column, parameter.ParameterType);
        return column;
    }
}
