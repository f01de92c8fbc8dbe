namespace Sweeps.Reports;

/// <summary>What goes into a report.</summary>
public sealed record ReportOptions
{
    /// <summary>Ids of runs that are to be shown in detail, besides those that rules choose. <value>Default none.</value></summary>
    public IReadOnlyList<string> Detail { get; init; } = [];

    /// <summary>How many runs are shown in detail. <value>Default 24.</value></summary>
    public int MostDetails { get; init; } = 24;

    /// <summary>Whether charts are drawn, if this build has them; if not, the numbers stand in tables. <value>Default true.</value></summary>
    public bool Charts { get; init; } = true;
}
