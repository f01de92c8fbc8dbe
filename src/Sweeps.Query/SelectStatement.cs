using System.Globalization;
using System.Text.Json;
using Sweeps.Tables.Queries;

namespace Sweeps.Query;

/// <summary>What the parser of DuckDB says of a statement.</summary>
internal static class SelectStatement
{
    /// <summary>The tables that a statement names. SQL does not distinguish upper and lower case.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="parsed">What <c>json_serialize_sql</c> makes of it: an error for everything that is no <c>SELECT</c>.</param>
    /// <exception cref="QueryException">It is no single <c>SELECT</c>.</exception>
    public static IReadOnlySet<string> TablesOf(string sql, string parsed)
    {
        using var document = JsonDocument.Parse(parsed, new JsonDocumentOptions { MaxDepth = 10_000 });
        var root = document.RootElement;
        if (root.GetProperty("error").GetBoolean())
        {
            throw new QueryException(root.GetProperty("error_type").GetString() is "not implemented"
                ? "Only one SELECT is answered: results are read, and never changed."
                : $"The statement cannot be read: {root.GetProperty("error_message").GetString()}{At(sql, root)}");
        }

        var statements = root.GetProperty("statements");
        if (statements.GetArrayLength() != 1)
            throw new QueryException(statements.GetArrayLength() == 0 ? "There is no statement. Write one: \"SELECT * FROM runs\"." : "Only one statement is answered, and these are several.");
        var tables = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        Collect(statements, tables);
        return tables;
    }

    private static void Collect(JsonElement node, HashSet<string> tables)
    {
        if (node.ValueKind == JsonValueKind.Array)
        {
            foreach (var child in node.EnumerateArray())
                Collect(child, tables);
        }
        else if (node.ValueKind == JsonValueKind.Object)
        {
            if (node.TryGetProperty("table_name", out var name) && name.ValueKind == JsonValueKind.String)
                tables.Add(name.GetString()!);
            foreach (var member in node.EnumerateObject())
                Collect(member.Value, tables);
        }
    }

    private static string At(string sql, JsonElement error)
    {
        if (!error.TryGetProperty("position", out var position) || !int.TryParse(position.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at >= sql.Length)
            return "";
        return string.Create(CultureInfo.InvariantCulture, $" (character {at + 1})");
    }
}
