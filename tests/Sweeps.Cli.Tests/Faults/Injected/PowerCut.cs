using System.Globalization;

namespace Sweeps.Cli.Tests.Faults.Injected;

/// <summary>The power goes out when the process has ended, and takes what was written but not synced.</summary>
/// <param name="Left">Of that: nothing (<c>lost</c>), names (<c>names</c>), contents (<c>contents</c>), or of each folder and file either (<c>mixed</c>).</param>
/// <param name="Seed">What <c>mixed</c> is drawn from.</param>
internal sealed record PowerCut(string Left, int Seed = 0)
{
    public static IReadOnlyList<string> Kinds { get; } = ["lost", "names", "contents", "mixed"];

    /// <summary>As the injector takes it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Left}:{Seed}");
}
