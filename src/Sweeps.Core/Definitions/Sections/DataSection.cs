using Sweeps.Core.Datasets;
using Sweeps.Core.Definitions.Yaml;
using Sweeps.Core.Parameters;

namespace Sweeps.Core.Definitions.Sections;

/// <summary>Finds the lists that a definition names, and checks what can be checked without looking at single cells.</summary>
internal static class DataSection
{
    /// <summary>The lists by source; those that cannot be used are left out with an error added.</summary>
    /// <param name="values">The base's.</param>
    public static Dictionary<string, WordDataset> FindLists(object[] values, MappingNode root, string baseFolder, DataCatalogue data, Reading reading)
    {
        var parameters = reading.Parameters.Dataset;
        var section = root["dataset"];
        var sha256 = ReadChecksum((section as MappingNode)?["sha256"], reading);
        // The base's source may be the default, which stands nowhere.
        var atBase = values[parameters.Source.Index];
        var sources = reading.Seen(parameters.Source).ToList();
        if (!sources.Exists(one => one.Value.Equals(atBase)) && (section as MappingNode)?["source"] is null)
            sources.Add((atBase, section?.Mark ?? root.Mark));
        if (sha256 is not null && sources.Count > 1)
            reading.Errors.Add(sources[1].Mark, "dataset.sha256 is the checksum of one list, and here is a second source");
        var lists = new Dictionary<string, WordDataset>(StringComparer.Ordinal);
        foreach (var (value, mark) in sources)
        {
            var source = (string)value;
            var (list, problem) = data.Find(source, baseFolder, sources.Count == 1 ? sha256 : null);
            if (list is not null)
                lists[source] = list;
            else if (problem is not null)
                reading.Errors.Add(mark, problem);
        }

        return lists;
    }

    /// <summary>Checks the batches against the data if all cells train on the same examples.</summary>
    /// <param name="varied">The parameters that axes and included cells set.</param>
    public static void CheckBatches(object[] values, IReadOnlySet<Parameter> varied, IReadOnlyDictionary<string, WordDataset> lists, SourceMark root, Reading reading)
    {
        var parameters = reading.Parameters;
        if (!reading.IsSplitKnown || varied.Overlaps(parameters.Dataset.All)
            || !lists.TryGetValue((string)values[parameters.Dataset.Source.Index], out var list))
            return;
        var splitMark = reading.Seen(parameters.Dataset.Train) is [var first, ..] ? first.Mark : root;
        var cell = new CellValues(parameters, values, values);
        if (CellRules.CheckSplit(cell) is { } problem)
        {
            reading.Errors.Add(splitMark, problem);
            return;
        }

        var count = DataCatalogue.CountTrain(list, CellRules.DataOf(cell));
        var batches = reading.Seen(parameters.Train.BatchSize);
        if (batches.Count == 0)
            batches = [(parameters.Train.BatchSize.Default!, splitMark)];
        foreach (var (value, mark) in batches)
            if (CellRules.CheckBatch((int)value, count) is { } tooLarge)
                reading.Errors.Add(mark, tooLarge);
    }

    private static string? ReadChecksum(Node? node, Reading reading)
    {
        // Left empty it would look like a check and be none.
        if (node is null)
            return null;
        if (node is ScalarNode { Text.Length: 64 } scalar && scalar.Text.All(char.IsAsciiHexDigit))
            return scalar.Text.ToLowerInvariant();
        reading.Errors.Add(node.Mark, $"dataset.sha256 is {node.Described}; it must be the 64 hexadecimal digits of a SHA-256");
        return null;
    }
}
