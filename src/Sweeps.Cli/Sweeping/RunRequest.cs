using Sweeps.Core.Running;

namespace Sweeps.Cli.Sweeping;

/// <summary>How progress is shown.</summary>
internal enum Showing
{
    /// <summary>A live table on a terminal, lines elsewhere.</summary>
    Progress,

    Json,

    Nothing,
}

/// <summary>What <c>sweeps run</c> is asked to do with each of its definitions.</summary>
/// <param name="Report">Whether to write a report when it is done, whatever the definition says.</param>
internal sealed record RunRequest(RunOptions Options, Showing Showing, bool Report = false);
