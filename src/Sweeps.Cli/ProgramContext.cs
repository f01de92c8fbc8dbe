using Sweeps.Cli.Output;
using Sweeps.Cli.Settings;

namespace Sweeps.Cli;

/// <summary>What a verb works with: what there is, and where it writes.</summary>
internal sealed record ProgramContext(Composition Composition, Terminal Terminal)
{
    /// <summary>The user's defaults.</summary>
    public UserSettings Settings { get; init; } = UserSettings.None;
}
