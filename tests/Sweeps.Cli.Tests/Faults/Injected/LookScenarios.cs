namespace Sweeps.Cli.Tests.Faults.Injected;

/// <summary>Something is made of finished tables, where an earlier one stands.</summary>
internal abstract class LookScenario : Scenario
{
    /// <summary>What is written under such a name is no output yet, and a kill may leave it.</summary>
    private const string Temporary = ".tmp";

    public override int Due => 0;

    /// <summary>What is written, beside the results.</summary>
    protected abstract string Output { get; }

    public override void Prepare(Bench bench, string folder)
    {
        Bench.RunWell(Run(bench, folder, Definition));
        Bench.RunWell(Command(bench, folder));
    }

    public override IEnumerable<string> WrongAfterwards(Case at) => at.Differences(Definition);

    public override IEnumerable<string> WrongWhenDone(Case at)
    {
        bool IsOutput(string name) => string.Equals(name.Split('/')[0], Output, StringComparison.Ordinal);
        return Written(at.Folder).Where(file => IsOutput(file.Key)).SequenceEqual(Written(at.Before)) ? [] : [$"{Output} is not what it should be"];
    }

    public override IEnumerable<string> WrongInTheEnd(Case at)
    {
        foreach (var wrong in at.Differences(Definition))
            yield return wrong;
        var again = Bench.Run(Command(at.Bench, at.Folder));
        if (again.ExitCode != 0)
            yield return $"{Name} again: {again}";
        if (!Written(at.Folder).SequenceEqual(Written(at.Before)))
            yield return $"{Output} is not what it should be, or something is left beside it";
    }

    protected string At(string folder) => Path.Combine(folder, Output);

    private IOrderedEnumerable<KeyValuePair<string, string>> Written(string folder) =>
        Bench.Sums(folder, name => name.StartsWith(Output, StringComparison.Ordinal) && !name.EndsWith(Temporary, StringComparison.Ordinal)).OrderBy(file => file.Key, StringComparer.Ordinal);
}

/// <summary>The page is written again.</summary>
internal sealed class ReportScenario : LookScenario
{
    public override string Name => "report";

    protected override string Output => "report.html";

    public override string[] Command(Bench bench, string folder) => ["report", Bench.Sweep(folder), "--to", At(folder)];

    /// <summary>The page is always a whole one.</summary>
    public override IEnumerable<string> WrongAfterwards(Case at) => base.WrongAfterwards(at).Concat(WrongWhenDone(at));
}

/// <summary>The tables are exported again.</summary>
internal sealed class ExportScenario : LookScenario
{
    public override string Name => "export";

    public override bool IsDurable => false;

    protected override string Output => "export";

    public override string[] Command(Bench bench, string folder) => ["export", Bench.Sweep(folder), "--format", "csv", "--to", At(folder)];
}
