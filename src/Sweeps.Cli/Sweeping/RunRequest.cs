using System.Globalization;
using Sweeps.Cli.Settings;
using Sweeps.Cli.Verbs;
using Sweeps.Core;
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

/// <summary>What is to be done with a sweep.</summary>
/// <param name="Given">The call that asks for it.</param>
/// <param name="Report">Whether to write a report when it is done, whatever the definition says.</param>
internal sealed record RunRequest(RunOptions Options, Showing Showing, Invocation Given, bool Report = false)
{
    /// <summary>Definitions of the same call that come after this one.</summary>
    public IReadOnlyList<string> Following { get; init; } = [];

    /// <summary>The defaults of the user who asks for it.</summary>
    public UserSettings Settings { get; init; } = UserSettings.None;

    /// <summary>Whether nothing is to be trained, and tables to be made of what there is.</summary>
    public bool IsMerge => Given.Verb is MergeVerb.Name;

    /// <summary>The calls that do what is left of this one after it was stopped: the same with its options, but nothing is begun afresh or counted twice.</summary>
    /// <param name="trained">Runs that were trained.</param>
    public IEnumerable<Invocation> AfterStop(Sweep sweep, int trained)
    {
        var given = Given with { Data = SweepCalls.Data(sweep) };
        if (Given.Verb is not RunVerb.Name)
            return [given];
        var rest = given.Without("--fresh");
        if (Options.Limit is { } limit)
            rest = rest.Without("--limit").With("--limit", Math.Max(0, limit - trained).ToString(CultureInfo.InvariantCulture));
        if (Following.Count == 0)
            return [rest.About(sweep.Source.File)];
        // What comes later has not been begun afresh yet, and has its whole limit.
        return Options.Fresh || Options.Limit is not null
            ? [rest.About(sweep.Source.File), given.About(Following)]
            : [rest.About([sweep.Source.File, .. Following])];
    }

    /// <summary>The call that trains what is left of a sweep after an execution to its end; null if there is none.</summary>
    public Invocation? Next(Sweep sweep, SweepResult result)
    {
        if (result.Remaining == 0)
            return null;
        if (Given.Verb is not RunVerb.Name)
            return SweepCalls.Run(sweep, Settings);
        var next = Given.About(sweep.Source.File).Without("--limit", "--fresh", "--retry-failed", "--json", "--quiet") with { Data = SweepCalls.Data(sweep) };
        // All that the condition chooses is done: what is left are the others.
        return result.Outstanding > 0 ? next : next.Without("--where");
    }
}
