using Sweeps.Core.Store;

namespace Sweeps.Reports.Exports;

/// <summary>A format that the tables can be exported to.</summary>
public sealed record ExportKind
{
    /// <param name="name">The value of <c>--format</c>, and the name of the export's folder: lower-case letters.</param>
    /// <param name="summary">What it writes, in one sentence.</param>
    /// <param name="begin">Begins an export: in a folder that is empty but for the mark, with the results that it is of.</param>
    internal ExportKind(string name, string summary, Func<string, ResultsReader, IExport> begin) => (Name, Summary, Begin) = (name, summary, begin);

    public string Name { get; }

    public string Summary { get; }

    /// <summary>The words of a call that shows what was written, without the folder: <c>tensorboard --logdir</c>. <value>Default none.</value></summary>
    public IReadOnlyList<string> Viewer { get; init; } = [];

    internal Func<string, ResultsReader, IExport> Begin { get; }
}
