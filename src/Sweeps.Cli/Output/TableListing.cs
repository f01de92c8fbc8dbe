using System.Text.Json.Nodes;
using Sweeps.Core.Store;
using Sweeps.Core.Text;
using Sweeps.Tables;

namespace Sweeps.Cli.Output;

/// <summary>The tables that a sweep has, with their columns.</summary>
internal static class TableListing
{
    private const string Indent = "  ";

    public static void Write(Terminal terminal, IReadOnlyList<FinalTable> tables)
    {
        foreach (var table in tables)
        {
            terminal.Out.WriteLine($"{table.Name}: {Quantity.Of(table.Rows, "row")}");
            foreach (var line in Wrapped.Lines(string.Join(", ", table.Schema.Columns.Select(column => column.Name)), terminal.Width - Indent.Length))
                terminal.Out.WriteLine(Indent + line);
        }
    }

    public static JsonObject ToJson(IReadOnlyList<FinalTable> tables) => new()
    {
        ["tables"] = JsonOutput.List(tables, table => new JsonObject
        {
            ["name"] = table.Name,
            ["rows"] = table.Rows,
            ["columns"] = JsonOutput.List(table.Schema.Columns, column => new JsonObject { ["name"] = column.Name, ["type"] = column.Type.SqlName() }),
        }),
    };
}
