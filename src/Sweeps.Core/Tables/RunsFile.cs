using Sweeps.Core.Files;
using Sweeps.Core.Parameters;
using Sweeps.Tables;

namespace Sweeps.Core.Tables;

/// <summary>Reads <c>runs.parquet</c> into memory. One row per run fits, even if the series do not.</summary>
/// <remarks>A parameter that was added after the file was written gets a column at the end, with its default for cells where it acts and null for cells where it has no effect.</remarks>
internal static class RunsFile
{
    private static readonly IReadOnlyDictionary<string, Func<string, string>> s_asStored = new Dictionary<string, Func<string, string>>(StringComparer.Ordinal);

    /// <param name="parameters">The parameters that runs have.</param>
    /// <param name="columns">The columns to read; null for all.</param>
    /// <param name="mayLeaveOut">The columns that may be left out if they have one value in all rows; null for none.</param>
    /// <param name="restated">For columns of texts, what may be kept of a text; null for all of each.</param>
    /// <exception cref="StorageException">The file is damaged, cannot be read, or was not written by this version of sweeps.</exception>
    public static TableData Read(string path, ParameterSet parameters, IReadOnlyList<string>? columns = null, IReadOnlySet<string>? mayLeaveOut = null, IReadOnlyDictionary<string, Func<string, string>>? restated = null)
    {
        try
        {
            using var reader = TableFiles.Format.Open(path);
            var schema = columns is null ? reader.Schema : new TableSchema([.. reader.Schema.Columns.Where(column => columns.Contains(column.Name, StringComparer.Ordinal))]);
            var added = parameters.All
                .Where(parameter => parameter.SilentAtDefault && reader.Schema.IndexOf(parameter.ShortName) < 0 && columns?.Contains(parameter.ShortName, StringComparer.Ordinal) is not false)
                .ToList();
            if (added.Count == 0 && mayLeaveOut is not null)
                return VariedRows.Read(reader, [.. schema.Columns.Select(column => column.Name)], mayLeaveOut, restated ?? s_asStored);
            // Whether a parameter acts can depend on any other.
            var known = added.Exists(parameter => parameter.IsInert is not null) ? parameters.All.Where(parameter => IsIn(reader.Schema, parameter)).ToList() : [];
            var all = new TableData(new TableSchema([.. schema.Columns, .. added.Select(parameter => parameter.Column)]));
            var values = new TableData(new TableSchema([.. added.Select(parameter => parameter.Column)]));
            var row = new RowAppender(values);
            string[] names = [.. schema.Columns.Select(column => column.Name).Union(known.Select(parameter => parameter.ShortName), StringComparer.Ordinal)];
            for (var rowGroup = 0; rowGroup < reader.RowGroupCount; rowGroup++)
            {
                var (group, count) = (reader.ReadRowGroup(rowGroup, names), reader.RowGroupRows(rowGroup));
                for (var i = 0; i < schema.Columns.Count; i++)
                    all.Columns[i].AppendRange(group.Columns[i], 0, count);
                for (var i = 0; i < count && added.Count > 0; i++)
                    AppendAdded(row, added, Stored(group, i, known, parameters), parameters);
            }

            for (var i = 0; i < added.Count; i++)
                all.Columns[schema.Columns.Count + i].AppendRange(values.Columns[i], 0, values.RowCount);

            return all;
        }
        catch (TableFileException e)
        {
            throw RefusedTable.Of(path, e) ?? new StorageException(e.Message, e);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Of("Cannot read", path, e);
        }
    }

    private static bool IsIn(TableSchema schema, Parameter parameter) =>
        schema.IndexOf(parameter.ShortName) is >= 0 and var index && schema.Columns[index].Type == parameter.Column.Type;

    private static object?[] Stored(TableData group, int row, IReadOnlyList<Parameter> known, ParameterSet parameters)
    {
        var stored = new object?[parameters.All.Count];
        foreach (var parameter in known)
            stored[parameter.Index] = group.Columns[group.Schema.IndexOf(parameter.ShortName)].Boxed(row);
        return stored;
    }

    private static void AppendAdded(RowAppender row, IReadOnlyList<Parameter> added, object?[] stored, ParameterSet parameters)
    {
        AddedParameters.Fill(stored, added, parameters);
        foreach (var parameter in added)
            row.Add(stored[parameter.Index]);
        row.End();
    }
}
