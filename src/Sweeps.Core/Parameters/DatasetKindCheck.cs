using Sweeps.Core.Datasets;
using Sweeps.Core.Text;

namespace Sweeps.Core.Parameters;

/// <summary>Checks that definitions can use kinds of datasets that plugins bring.</summary>
internal static class DatasetKindCheck
{
    /// <summary>A sentence about the first problem; null if there is none.</summary>
    /// <param name="kinds">All kinds, those of the product first.</param>
    /// <param name="parameters">The parameters of the product.</param>
    public static string? Problem(IReadOnlyList<DatasetKind> kinds, ParameterSet parameters)
    {
        foreach (var kind in kinds.Skip(DatasetKinds.All.Count))
            if (Of(kind, parameters) is { } problem)
                return problem;
        return kinds.GroupBy(kind => kind.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? $"There are two kinds of datasets with the name '{twice.Key}': {string.Join(" and ", twice.Select(kind => kind.GetType().FullName))}."
            : null;
    }

    private static string? Of(DatasetKind kind, ParameterSet parameters)
    {
        if (!PlainName.Is(kind.Name))
            return $"The name '{kind.Name}' of the kind of datasets {kind.GetType().FullName} is not lower-case words joined by '_'.";
        if (string.IsNullOrWhiteSpace(kind.Summary))
            return $"The kind of datasets '{kind.Name}' has no summary.";
        if (kind.Aliases.Count > 0 || kind.Options.Count > 0)
            // Its columns could not be read without the plugin.
            return $"The kind of datasets '{kind.Name}' has options or other names of its own, and a kind of a plugin cannot have any.";
        if (kind.Shipped.Count > 0 || !kind.HasFiles || !kind.Extension.StartsWith('.'))
            return $"The kind of datasets '{kind.Name}' is not read from files whose names have an extension, and a kind of a plugin must be.";
        return kind.Parameters.FirstOrDefault(name => parameters.Find(name) is null) is { } unknown
            ? $"The kind of datasets '{kind.Name}' names the parameter '{unknown}', and there is none."
            : null;
    }
}
