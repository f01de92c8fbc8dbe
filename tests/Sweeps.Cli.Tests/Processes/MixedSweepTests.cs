using Sweeps.Core;
using Sweeps.Core.Datasets;
using Sweeps.Core.Handlers;
using Sweeps.Core.Text;
using Sweeps.Engine;
using Sweeps.Engine.Training;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Processes;

/// <summary>One sweep of everything there is, tests/mixed/mixed.yaml: the same bytes whatever trains it, and after any kill.</summary>
[Kind(TestKind.Process)]
public sealed class MixedSweepTests : IDisposable
{
    // A column of a table that says train, valid or test needs a file of its own.
    private static readonly string[] s_untried = ["split_column"];

    // A table that lacks values needs a file of its own, too.
    private static readonly string[] s_unused = ["missing: mean"];

    private static readonly string s_file = Path.Combine(Repository.Root, "tests", "mixed", "mixed.yaml");

    private readonly Workspace _at = new();
    private readonly Lazy<SortedDictionary<string, string>> _expected;

    public MixedSweepTests() => _expected = new(() =>
    {
        Run(null, "expected", "--workers", "1");
        return _at.Checksums("expected/mixed");
    });

    public void Dispose() => _at.Dispose();

    /// <summary>A new entry of a catalogue, and a new parameter, needs a cell in tests/mixed/mixed.yaml.</summary>
    [Fact]
    public void It_has_every_entry_of_every_catalogue_and_two_values_of_every_parameter()
    {
        var plan = Sweep.Load(s_file, new SweepEnvironment(new TrainingEngine())).Valid.Plan;
        var acting = plan.Parameters.All.ToDictionary(parameter => parameter.ShortName, _ => new HashSet<string>(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var cell in plan.Cells())
            foreach (var (parameter, value) in cell.Parameters.Known)
                acting[parameter.ShortName].Add(ParameterText.Of(value));
        Assert.Equal(s_untried, acting.Where(one => one.Value.Count < 2).Select(one => one.Key));
        Assert.Empty(plan.Parameters.All.SelectMany(parameter => (parameter.Type.Names ?? []).Except(acting[parameter.ShortName], StringComparer.Ordinal).Select(name => $"{parameter.ShortName}: {name}")).Except(s_unused, StringComparer.Ordinal));
        Assert.Empty(ManagedModels.Catalogue.Schedules.Names.Except(acting["schedule"].Select(text => text.Split('(')[0]), StringComparer.Ordinal));
        Assert.Empty(DatasetKinds.All.Where(kind => kind.Name is not "words").SelectMany(kind => kind.Shipped.Select(one => one.Name)).Except(acting["source"], StringComparer.Ordinal));
        Assert.Empty(HandlerCatalogue.Shipped.Kinds.Select(kind => kind.Name).Except(plan.Definition.Handlers.Select(handler => handler.Kind.Name), StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("2")]
    [InlineData("3")]
    public void The_number_of_workers_changes_no_byte(string workers)
    {
        Run(null, "results", "--workers", workers);
        Assert.Equal(_expected.Value, _at.Checksums("results/mixed"));
    }

    [Theory]
    [MemberData(nameof(InstructionSets.Knobs), MemberType = typeof(InstructionSets))]
    public void The_instructions_of_the_processor_change_no_byte(string knob, string value)
    {
        Run(new Dictionary<string, string?>(StringComparer.Ordinal) { ["DOTNET_" + knob] = value }, "results");
        Assert.Equal(_expected.Value, _at.Checksums("results/mixed"));
    }

    [Fact]
    public void Kills_change_no_result()
    {
        var journals = _at.In("results", "mixed", "parts");
        var last = 0L;
        for (var kill = 0; kill < 4; kill++)
        {
            using var process = SweepsProcess.Start(_at.Folder, null, "run", s_file, "--quiet", "--workers", "2");
            // Each time, it gets farther before it is killed; the last may have ended by itself.
            SweepsProcess.WaitUntil(() => Size() > last || HasEnded());
            process.TrySignal("KILL");
            process.Wait();
            last = Size();
        }

        Run(null, "results");
        Assert.Equal(Results(_expected.Value), Results(_at.Checksums("results/mixed")));

        long Size() => Directory.Exists(journals) ? new DirectoryInfo(journals).EnumerateFiles("*.journal").Sum(file => file.Length) : 0;
        bool HasEnded() => File.Exists(_at.In("results", "mixed", "runs.parquet"));
    }

    /// <summary>Tables and models: logs tell of each execution.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Results(SortedDictionary<string, string> checksums) =>
        checksums.Where(file => file.Key.EndsWith(".parquet", StringComparison.Ordinal) || file.Key.StartsWith("models", StringComparison.Ordinal) || file.Key.StartsWith("summary", StringComparison.Ordinal));

    private void Run(Dictionary<string, string?>? environment, string folder, params string[] more)
    {
        var finished = SweepsProcess.Run(_at.Folder, environment, ["run", s_file, "--quiet", "--out", folder, .. more]);
        Assert.True(finished.ExitCode == 0, finished.ToString());
    }
}
