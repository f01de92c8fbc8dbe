namespace Sweeps.Reports.Model;

/// <summary>What a handler recorded of a run, as it is drawn.</summary>
/// <param name="Name">Of the table.</param>
internal abstract record DetailTable(string Name);

/// <summary>Numbers per module and tensor over steps.</summary>
/// <param name="Columns">The handler's own columns of numbers.</param>
/// <param name="IsAveraged">Whether the table has several rows for a step, of which these are the means.</param>
internal sealed record LineTable(string Name, IReadOnlyList<string> Columns, IReadOnlyList<ModuleLines> Modules, bool IsAveraged) : DetailTable(Name);

/// <param name="Curves">For each column.</param>
internal sealed record ModuleLines(ModuleKey Key, IReadOnlyList<Curve> Curves);

/// <summary>Which tensor of which module.</summary>
/// <param name="Index">The module's place in forward order.</param>
internal readonly record struct ModuleKey(int Index, string Module, int Layer, string Tensor);

/// <summary>Values at steps; what is not finite is a gap.</summary>
internal sealed record Curve(int[] Steps, double[] Values);

/// <summary>How values were distributed over steps.</summary>
internal sealed record HistogramTable(string Name, IReadOnlyList<ModuleHistogram> Modules) : DetailTable(Name);

/// <summary>Counts of one tensor, brought onto bins that are the same at all steps.</summary>
/// <param name="Low">Lower end of the first bin.</param>
/// <param name="High">Upper end of the last bin.</param>
/// <param name="Steps">The first step of each column of the picture.</param>
/// <param name="Counts">For each column its bins; means where a column stands for several steps.</param>
/// <param name="Last">The last step's bins as they were recorded.</param>
internal sealed record ModuleHistogram(ModuleKey Key, double Low, double High, int[] Steps, double[][] Counts, LastHistogram Last);

/// <param name="Edges">One more than there are counts.</param>
internal sealed record LastHistogram(int Step, float[] Edges, int[] Counts);

/// <summary>Which samples of a batch saturate which units.</summary>
internal sealed record MapTable(string Name, IReadOnlyList<ModuleMap> Modules) : DetailTable(Name);

/// <param name="Samples">Rows of the map.</param>
/// <param name="Units">Columns of the map.</param>
internal sealed record ModuleMap(ModuleKey Key, int Samples, int Units, IReadOnlyList<MapStep> Steps);

/// <param name="Places">sample · units + unit of each saturated place, ascending.</param>
internal sealed record MapStep(int Step, int[] Places);
