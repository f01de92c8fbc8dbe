using System.Globalization;
using DuckDB.NET.Data;
using Sweeps.Tables.Queries;

namespace Sweeps.Query;

/// <summary>Rows as DuckDB computes them: never all of them in memory at once.</summary>
internal sealed class DuckDbAnswer : IQueryAnswer
{
    private readonly DuckDBConnection _connection;
    private readonly DuckDBCommand _command;
    private readonly DuckDBDataReader _reader;

    private DuckDbAnswer(DuckDBConnection connection, DuckDBCommand command, DuckDBDataReader reader)
    {
        (_connection, _command, _reader) = (connection, command, reader);
        Columns = [.. Enumerable.Range(0, reader.FieldCount).Select(i => new QueryColumn(reader.GetName(i), reader.GetDataTypeName(i).ToUpperInvariant(), SqlValue.IsNumber(reader.GetFieldType(i))))];
    }

    private DuckDbAnswer(DuckDbAnswer begun, IReadOnlyList<QueryColumn> columns) => (_connection, _command, _reader, Columns) = (begun._connection, begun._command, begun._reader, columns);

    public IReadOnlyList<QueryColumn> Columns { get; }

    /// <summary>Begins to answer. The connection is the answer's own from then on.</summary>
    /// <param name="sql">One <c>SELECT</c>.</param>
    /// <param name="bare">Makes the same statement without comments and a semicolon at its end.</param>
    /// <exception cref="DuckDBException">The statement cannot be answered.</exception>
    public static DuckDbAnswer Of(DuckDBConnection connection, string sql, Func<string> bare)
    {
        var asked = Begin(connection, sql);
        if (asked.Columns.All(column => SqlValue.IsPlain(column.Type)))
            return asked;
        // Lists, times and the like are texts as DuckDB writes them.
        asked._reader.Dispose();
        asked._command.Dispose();
        var names = asked.Columns.Select((_, i) => $"c{i.ToString(CultureInfo.InvariantCulture)}").ToList();
        var values = names.Zip(asked.Columns, (name, column) => SqlValue.IsPlain(column.Type) ? name : $"CAST({name} AS VARCHAR)");
        return new DuckDbAnswer(Begin(connection, $"SELECT {string.Join(", ", values)} FROM ({bare()}) AS answer({string.Join(", ", names)})"), asked.Columns);
    }

    private static DuckDbAnswer Begin(DuckDBConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        try
        {
            command.CommandText = sql;
            command.UseStreamingMode = true;
            return new DuckDbAnswer(connection, command, (DuckDBDataReader)command.ExecuteReader());
        }
        catch
        {
            command.Dispose();
            throw;
        }
    }

    public bool Read()
    {
        try
        {
            return _reader.Read();
        }
        catch (DuckDBException failed)
        {
            throw DuckDbQueries.Refused(failed);
        }
    }

    public object? Value(int column) => _reader.IsDBNull(column) ? null : SqlValue.Plain(_reader.GetValue(column));

    public void Dispose()
    {
        _reader.Dispose();
        _command.Dispose();
        _connection.Dispose();
    }
}
