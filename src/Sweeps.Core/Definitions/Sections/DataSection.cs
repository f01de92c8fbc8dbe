using Sweeps.Core.Datasets;
using Sweeps.Core.Parameters;
using Sweeps.Core.Yaml;

namespace Sweeps.Core.Definitions.Sections;

/// <summary>Finds the lists that a definition names, and checks what can be checked without looking at single cells.</summary>
internal static class DataSection
{
    /// <summary>The files by kind and source; those that cannot be used are left out with an error added.</summary>
    /// <param name="values">The base's.</param>
    public static DataSources FindLists(object[] values, MappingNode root, string baseFolder, DataCatalogue data, Reading reading)
    {
        var parameters = reading.Parameters.Dataset;
        var section = root["dataset"];
        var sha256 = ReadChecksum((section as MappingNode)?["sha256"], reading);
        // The base's source may be the default, which has no place in the file.
        var atBase = values[parameters.Source.Index];
        var sources = reading.Seen(parameters.Source).ToList();
        var isImplied = !sources.Exists(one => one.Value.Equals(atBase)) && (section as MappingNode)?["source"] is null;
        if (isImplied)
            sources.Add(new(atBase, section?.Mark ?? root.Mark));
        if (sha256 is not null && sources.Count > 1)
            reading.Errors.Add(sources[1].Mark, "dataset.sha256 is the checksum of one list, and here is a second source");
        var lists = new DataSources();
        var kinds = Kinds(values, section, reading);
        foreach (var (value, mark) in sources)
        {
            var source = (string)value;
            foreach (var kind in kinds)
            {
                var (found, problem) = data.Find(kind, source, baseFolder, sources.Count == 1 ? sha256 : null, reading.Parameters.Datasets);
                lists.Add(kind.Name, source, found, problem);
            }

            // Where every cell has a source of its own, nobody asks for the default; a cell that does says so.
            if (isImplied && sources.Count > 1 && value.Equals(atBase))
                continue;
            // Of several kinds a source is of one; a cell that means another has no data, and says so.
            if (kinds.All(kind => lists.Find(kind.Name, source) is null))
                reading.Errors.Add(mark, lists.Problem(kinds[0].Name, source));
        }

        return lists;
    }

    private static List<DatasetKind> Kinds(object[] values, Node? section, Reading reading)
    {
        var parameter = reading.Parameters.Dataset.Kind;
        var kinds = reading.Seen(parameter).Select(one => (string)one.Value).ToList();
        if ((section as MappingNode)?["kind"] is null && !kinds.Contains((string)values[parameter.Index], StringComparer.Ordinal))
            kinds.Add((string)values[parameter.Index]);
        // A kind that is not known is an error already.
        return kinds.Count == 0 ? [reading.Parameters.Datasets[0]] : [.. kinds.Select(reading.Parameters.Datasets.Get)];
    }

    /// <summary>Checks the batches against the data if all cells train on the same examples.</summary>
    /// <param name="varied">The parameters that axes and included cells set.</param>
    public static void CheckBatches(object[] values, IReadOnlySet<Parameter> varied, DataSources lists, SourceMark root, Reading reading)
    {
        var parameters = reading.Parameters;
        if (!reading.IsSplitKnown || varied.Overlaps(parameters.Dataset.All) || varied.Overlaps(parameters.Dataset.Later)
            || lists.Find((string)values[parameters.Dataset.Kind.Index], (string)values[parameters.Dataset.Source.Index]) is not { } list)
            return;
        if (parameters.Task.Of(new CellValues(parameters, values, values)) is { HasData: true })
            return;
        var splitMark = reading.Seen(parameters.Dataset.Train) is [var first, ..] ? first.Mark : root;
        var cell = new CellValues(parameters, values, values);
        if (CellRules.CheckSplit(cell) is { } problem)
        {
            reading.Errors.Add(splitMark, problem);
            return;
        }

        // What is wrong with a file's use is said where its cells are checked.
        if (list.Check(CellRules.DataOf(cell)) is not null)
            return;
        var count = DataCatalogue.CountTrain(list, CellRules.DataOf(cell));
        var batches = reading.Seen(parameters.Train.BatchSize);
        if (batches.Count == 0)
            batches = [new(parameters.Train.BatchSize.Default!, splitMark)];
        foreach (var (value, mark) in batches)
            if (value is int batchSize && CellRules.CheckBatch(batchSize, count) is { } tooLarge)
                reading.Errors.Add(mark, tooLarge);
    }

    private static string? ReadChecksum(Node? node, Reading reading)
    {
        // An empty value would look like a check without being one.
        if (node is null)
            return null;
        if (node is ScalarNode { Text.Length: 64 } scalar && scalar.Text.All(char.IsAsciiHexDigit))
            return scalar.Text.ToLowerInvariant();
        reading.Errors.Add(node.Mark, $"dataset.sha256 is {node.Described}; it must be the 64 hexadecimal digits of a SHA-256");
        return null;
    }
}
