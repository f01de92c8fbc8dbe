using Sweeps.Core.Files;
using Sweeps.Core.Parameters;
using Sweeps.Tables;

namespace Sweeps.Core.Tables;

/// <summary>Reads <c>runs.parquet</c> whole: a row per run fits into memory where the series do not.</summary>
/// <remarks>A parameter that was added since gets a column of its default at the end.</remarks>
internal static class RunsFile
{
    /// <param name="columns">Which columns; null for all.</param>
    /// <exception cref="StorageException">It is damaged or cannot be read.</exception>
    public static TableData Read(string path, IReadOnlyList<string>? columns = null)
    {
        try
        {
            using var reader = TableFiles.Format.Open(path);
            var schema = columns is null ? reader.Schema : new TableSchema([.. reader.Schema.Columns.Where(column => columns.Contains(column.Name, StringComparer.Ordinal))]);
            var added = ParameterSet.Shipped.All
                .Where(parameter => parameter.SilentAtDefault && reader.Schema.IndexOf(parameter.ShortName) < 0 && columns?.Contains(parameter.ShortName, StringComparer.Ordinal) is not false)
                .ToList();
            var all = new TableData(new TableSchema([.. schema.Columns, .. added.Select(parameter => parameter.Column)]));
            var defaults = Defaults(added);
            foreach (var group in reader.ReadAll([.. schema.Columns.Select(column => column.Name)]))
            {
                for (var i = 0; i < schema.Columns.Count; i++)
                    all.Columns[i].AppendRange(group.Columns[i], 0, group.RowCount);
            }

            for (var i = 0; i < added.Count; i++)
                for (var row = 0L; row < reader.RowCount; row++)
                    all.Columns[schema.Columns.Count + i].AppendRange(defaults.Columns[i], 0, 1);

            return all;
        }
        catch (TableFileException e)
        {
            throw new StorageException(e.Message, e);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Of("Cannot read", path, e);
        }
    }

    private static TableData Defaults(IReadOnlyList<Parameter> parameters)
    {
        var one = new TableData(new TableSchema([.. parameters.Select(parameter => parameter.Column)]));
        var row = new RowAppender(one);
        foreach (var parameter in parameters)
            row.Add(parameter.Default);
        row.End();
        return one;
    }
}
