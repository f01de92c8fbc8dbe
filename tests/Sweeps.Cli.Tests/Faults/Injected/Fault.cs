using System.Globalization;

namespace Sweeps.Cli.Tests.Faults.Injected;

/// <summary>What happens to one file call of a process, or to all from there on.</summary>
/// <param name="Kind">Of the call; one of <see cref="FileCalls"/>.</param>
/// <param name="Number">Of the call among its kind, from 1, in the order in which they arrive from all threads.</param>
/// <param name="Action">An error's name, <c>kill</c>, <c>kill-after</c>, <c>lie</c> or <c>short</c>.</param>
/// <param name="FromThenOn">Whether it happens to all later ones, too.</param>
/// <param name="Part">Counts only calls on paths with this in them.</param>
internal sealed record Fault(string Kind, int Number, string Action, bool FromThenOn = false, string Part = "")
{
    public bool IsKill => Action.StartsWith("kill", StringComparison.Ordinal);

    /// <summary>As the injector takes it.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Kind}:{Number}{(FromThenOn ? "+" : "")}:{Action}{(Part.Length == 0 ? "" : ":" + Part)}");
}
