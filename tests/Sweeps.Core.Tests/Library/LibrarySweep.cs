using Sweeps.Core.Plans;
using Sweeps.Core.Tests.Running;

namespace Sweeps.Core.Tests.Library;

/// <summary>A sweep loaded through the front door, with the fake engine, in a folder of its own.</summary>
internal sealed class LibrarySweep : IDisposable
{
    public const string Definition = """
        name: small
        dataset: { source: names, shuffle: "python:42" }
        model: { embedding: 4, width: 6, depth: 1 }
        train: { steps: 30, batch_size: 8 }
        grid:
          lr: [0.1, 0.5, 12.0]
          seed: [1, 2]
        handlers:
          - update_ratio: { every: 10 }
        """;

    public string Root { get; } = Directory.CreateTempSubdirectory("sweeps-library-").FullName;

    public FakeEngine Engine { get; init; } = new();

    public SweepLoadResult Load(string definition = Definition, string? where = null, params IReadOnlyList<string> set) =>
        Core.Sweep.Load(SweepSource.OfText(definition) with { ResultsRoot = Root, Where = where, Set = set }, new SweepEnvironment(Engine));

    public Sweep Sweep(string? where = null, params IReadOnlyList<string> set) => Load(where: where, set: set).Valid;

    /// <summary>The losses of a cell, from the engine alone.</summary>
    public float[] Losses(Sweep sweep, PlannedCell cell)
    {
        using var run = new FakeEngine().Start(cell.Settings, sweep.Plan.DataOf(cell), tap: null);
        run.Advance(cell.Settings.Training.Steps);
        return run.Losses.ToArray();
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
