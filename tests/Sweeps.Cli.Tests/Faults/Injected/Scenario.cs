using Sweeps.Cli.Tests.Processes;

namespace Sweeps.Cli.Tests.Faults.Injected;

/// <summary>A folder, and a command that is disturbed in it.</summary>
internal abstract class Scenario
{
    /// <summary>One word.</summary>
    public abstract string Name { get; }

    /// <summary>The definition whose tables the folder has in the end.</summary>
    public virtual string Definition => Bench.Usual;

    /// <summary>Runs that the command has to train.</summary>
    public abstract int Due { get; }

    /// <summary>Runs that are not stored when it is done.</summary>
    public virtual int DueInTheEnd => 0;

    /// <summary>Whether what the command has done survives a cut of the power. What can be made again from tables at any time need not.</summary>
    public virtual bool IsDurable => true;

    /// <summary>Makes what is in the folder before.</summary>
    public abstract void Prepare(Bench bench, string folder);

    /// <summary>The command that is disturbed.</summary>
    public virtual string[] Command(Bench bench, string folder) => Run(bench, folder, Definition);

    /// <summary>Brings the sweep to its end undisturbed.</summary>
    public virtual Finished GoOn(Bench bench, string folder) => Bench.Run([.. Run(bench, folder, Definition), "--plugin", Workspace.Plugin]);

    /// <summary>What is wrong right after a disturbed execution, however it ended.</summary>
    public virtual IEnumerable<string> WrongAfterwards(Case at) => [];

    /// <summary>What is wrong where the command said that it is done.</summary>
    public virtual IEnumerable<string> WrongWhenDone(Case at) => at.Differences(Definition);

    /// <summary>What is wrong in the end, the sweep having been brought to its end undisturbed.</summary>
    public virtual IEnumerable<string> WrongInTheEnd(Case at) => at.Differences(Definition);

    public override string ToString() => Name;

    protected static string[] Run(Bench bench, string folder, string definition, params string[] more) =>
        ["run", bench.File(definition), "--out", Path.Combine(folder, "results"), "--json", "--workers", "1", .. more];
}
