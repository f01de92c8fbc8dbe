namespace Sweeps.Core.Parameters;

/// <summary>What parameters that were added since had in a stored run: their defaults where they act, and nothing where they have no effect.</summary>
internal static class AddedParameters
{
    /// <param name="parameter">One that the stored run says nothing of.</param>
    /// <param name="stored">The run's values in the order of the set, null where nothing is stored or a parameter had no effect.</param>
    public static object? ValueOf(Parameter parameter, object?[] stored, ParameterSet set)
    {
        if (parameter.IsInert is null)
            return parameter.Default;
        var stated = new object[stored.Length];
        foreach (var one in set.All)
            stated[one.Index] = (stored[one.Index] ?? one.Default ?? one.Instead)!;
        return parameter.IsInert(new CellValues(set, stated, stated)) ? parameter.Instead : parameter.Default;
    }
}
