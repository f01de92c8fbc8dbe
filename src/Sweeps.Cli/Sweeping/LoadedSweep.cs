using Sweeps.Core.Definitions;
using Sweeps.Core.Files;
using Sweeps.Core.Plans;

namespace Sweeps.Cli.Sweeping;

/// <summary>A definition that was read and found valid.</summary>
/// <param name="Plan">All cells of the sweep: what its tables hold once they are trained.</param>
/// <param name="Selection">The cells that <c>--where</c> chooses among them; the plan itself without one.</param>
internal sealed record LoadedSweep(SweepSource Source, SweepPlan Plan, SweepPlan Selection, SweepPaths Paths)
{
    public string Name => Plan.Definition.Name;

    /// <summary>The folders in which lists were looked for by name.</summary>
    public required IReadOnlyList<string> DataFolders { get; init; }

    /// <summary>The definition as the user gave it.</summary>
    public ReadOnlyMemory<byte> Given { get; init; } = Plan.Definition.Bytes;

    /// <summary>What it became with what was set on the command line.</summary>
    public ReadOnlyMemory<byte> Composed => ComposedDefinition.Of(Plan.Definition.Bytes, IsComposed ? [] : Source.Set, RelativeTo(), Plan.Parameters);

    /// <summary>Whether the plan was made of a definition in which everything that was set stands already.</summary>
    public bool IsComposed { get; init; }

    /// <summary>What the definition and <c>--where</c> say without effect.</summary>
    public IEnumerable<string> Warnings()
    {
        var warnings = Plan.Warnings.Select(warning => warning.ToString());
        return Selection.Statistics.Filtered == Plan.Statistics.Filtered && !ReferenceEquals(Plan, Selection)
            ? warnings.Append("--where: this condition takes out no cell: it holds for all of them")
            : warnings;
    }

    /// <summary>The cells to train, or null for all.</summary>
    public Predicate<PlannedCell>? Select()
    {
        if (ReferenceEquals(Plan, Selection))
            return null;
        var chosen = Selection.Cells().Select(cell => cell.Run).ToHashSet(StringComparer.Ordinal);
        return cell => chosen.Contains(cell.Run);
    }

    // From the results folder, so that both can go elsewhere together. A definition without such lists is the same wherever it lies.
    private string? RelativeTo()
    {
        var folder = Path.GetFullPath(Plan.Definition.BaseFolder);
        return Plan.Definition.Lists.Any(list => !Path.IsPathRooted(list.Key) && list.Value.Path is { } path && Path.GetFullPath(path).StartsWith(Path.GetFullPath(list.Key, folder), StringComparison.Ordinal))
            ? Path.GetRelativePath(Paths.Folder, folder).Replace(Path.DirectorySeparatorChar, '/')
            : null;
    }
}
