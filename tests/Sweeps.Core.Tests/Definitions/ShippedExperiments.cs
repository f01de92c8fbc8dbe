using Sweeps.Tests;

namespace Sweeps.Core.Tests.Definitions;

/// <summary>The definitions that ship.</summary>
internal static class ShippedExperiments
{
    public static IReadOnlyList<string> Paths { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "experiments"), "*.yaml", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith(".figures.yaml", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
