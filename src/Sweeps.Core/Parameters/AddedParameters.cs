namespace Sweeps.Core.Parameters;

/// <summary>What parameters that were added since had in a stored run: their defaults where they act, and nothing where they have no effect.</summary>
internal static class AddedParameters
{
    /// <param name="values">The run's values in the order of the set, null where nothing is stored or a parameter had no effect; those of the added ones are filled in.</param>
    /// <param name="added">The parameters that the stored run has no value for.</param>
    public static void Fill(object?[] values, IReadOnlyList<Parameter> added, ParameterSet set)
    {
        if (added.Count == 0)
            return;
        var stated = new object[values.Length];
        foreach (var one in set.All)
            stated[one.Index] = (values[one.Index] ?? one.Default ?? one.Instead)!;
        var cell = new CellValues(set, stated, stated);
        foreach (var parameter in added)
            values[parameter.Index] = cell.IsInert(parameter) ? parameter.WithoutEffect : parameter.Default;
    }
}
