using DuckDB.NET.Data;
using Sweeps.Tables.Queries;

namespace Sweeps.Query;

/// <summary>DuckDB in memory, with the tables that a statement names and with access to nothing else.</summary>
public sealed class DuckDbQueries : IQueryEngine
{
    /// <inheritdoc/>
    public IQueryAnswer Ask(string sql, IReadOnlyList<QueryTable> tables)
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        try
        {
            connection.Open();
            // An extension would be fetched from the network, or loaded from the user's folder.
            Execute(connection, "SET autoinstall_known_extensions = false");
            Execute(connection, "SET autoload_known_extensions = false");
            var parsed = Ask(connection, "SELECT json_serialize_sql($1::VARCHAR)", sql);
            var named = SelectStatement.TablesOf(sql, parsed);
            foreach (var table in tables.Where(table => named.Contains(table.Name)))
                Execute(connection, $"CREATE TABLE {Quoted(table.Name, '"')} AS FROM read_parquet({Quoted(table.Verified(), '\'')})");
            // From here on nothing but what was loaded can be read, and the statement cannot change that.
            Execute(connection, "SET enable_external_access = false");
            Execute(connection, "SET lock_configuration = true");
            return DuckDbAnswer.Of(connection, sql, () => Ask(connection, "SELECT json_deserialize_sql($1::JSON)", parsed));
        }
        catch (Exception failed)
        {
            connection.Dispose();
            if (failed is DuckDBException refused)
                throw Refused(refused);
            throw;
        }
    }

    /// <summary>What DuckDB says, without the picture of the line.</summary>
    internal static QueryException Refused(DuckDBException refused) =>
        new(string.Join(' ', refused.Message.Split('\n').TakeWhile(line => !line.StartsWith("LINE ", StringComparison.Ordinal)).Where(line => line.Length > 0)), refused);

    private static string Ask(DuckDBConnection connection, string sql, string argument)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.Add(new DuckDBParameter(argument));
        return (string)command.ExecuteScalar()!;
    }

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string Quoted(string text, char mark) => $"{mark}{text.Replace($"{mark}", $"{mark}{mark}", StringComparison.Ordinal)}{mark}";
}
