using System.Text.RegularExpressions;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Processes;

[Kind(TestKind.Process)]
public sealed partial class SameBytesTests : IDisposable
{
    // Every kind of layer; then more units than a tile has rows and more samples than a vector has lanes, whole vectors and not.
    private const string Grid = """
        grid: { activation: [tanh, relu, selu, gelu], norm: [none, layer, batch] }
        include:
          - { residual: pre_activation, depth: 4 }
          - { activation: gelu, norm: layer, width: 37, batch_size: 33 }
          - { activation: tanh, norm: batch, width: 64, batch_size: 48 }
          - { activation: selu, width: 33, depth: 1, batch_size: 70, penalty: 0.1 }
          - { activation: tanh, width: 37, batch_size: 33, arithmetic: pytorch }
          - { activation: gelu, width: 31, batch_size: 17, arithmetic: pytorch }
          - { activation: relu, norm: layer, width: 64, batch_size: 48, arithmetic: pytorch, layout: in_out }
        """;

    private const string Evaluate = "evaluate: { every: 7, splits: [train, valid] }";

    private const int Cells = 19;

    private readonly Workspace _at = new();
    private readonly string _file;
    private readonly SortedDictionary<string, string> _expected;

    public SameBytesTests()
    {
        _file = _at.Define(grid: Grid, more: Evaluate);
        Assert.Equal(0, _at.Run("run", _file, "--workers", "1", "--quiet", "--out", "expected").ExitCode);
        _expected = _at.Checksums("expected/small");
        Assert.Equal(Cells, _expected.Keys.Count(name => name.StartsWith("models", StringComparison.Ordinal)));
        Assert.Equal(10, _expected.Keys.Count(name => name.EndsWith(".parquet", StringComparison.Ordinal)));
    }

    public void Dispose() => _at.Dispose();

    [Fact]
    public void Whatever_the_number_of_workers()
    {
        foreach (var workers in new[] { "2", "5" })
        {
            Assert.Equal(0, _at.Run("run", _file, "--workers", workers, "--quiet", "--out", workers).ExitCode);
            Assert.Equal(_expected, _at.Checksums(workers + "/small"));
        }
    }

    [Fact]
    public void Whether_handlers_look_or_not()
    {
        var unseen = Handlers().Replace(File.ReadAllText(_at.In(_file)), "").Replace(Evaluate, "", StringComparison.Ordinal);
        File.WriteAllText(_at.In("unseen.yaml"), unseen);
        Assert.Equal(0, _at.Run("run", "unseen.yaml", "--quiet", "--out", "unseen").ExitCode);
        var actual = _at.Checksums("unseen/small");
        Assert.DoesNotContain("percentiles.parquet", actual.Keys);
        Assert.DoesNotContain("evaluations.parquet", actual.Keys);
        Assert.Equal(Trained(_expected), Trained(actual));
    }

    [Theory]
    [MemberData(nameof(InstructionSets.Knobs), MemberType = typeof(InstructionSets))]
    public void Whatever_instructions_the_processor_has(string knob, string value)
    {
        var finished = SweepsProcess.Run(_at.Folder, new Dictionary<string, string?>(StringComparer.Ordinal) { ["DOTNET_" + knob] = value }, "run", _file, "--quiet");
        Assert.True(finished.ExitCode == 0, finished.ToString());
        Assert.Equal(_expected, _at.Checksums("results/small"));
    }

    [Fact]
    public void Whatever_the_culture_and_the_time_zone()
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["LC_ALL"] = "ru_RU.UTF-8", ["LANG"] = "ru_RU.UTF-8", ["TZ"] = "Asia/Kolkata" };
        Assert.Equal(0, SweepsProcess.Run(_at.Folder, environment, "run", _file, "--quiet").ExitCode);
        Assert.Equal(_expected, _at.Checksums("results/small"));
    }

    [Fact]
    public void Whatever_the_shards()
    {
        foreach (var share in new[] { "2/3", "1/3", "3/3" })
        {
            var finished = _at.Run("run", _file, "--shard", share);
            Assert.True(finished.ExitCode == 0, finished.ToString());
            Assert.Contains("merge results/small", finished.Out, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(_at.In("results", "small", "runs.parquet")));
        Assert.Equal(0, _at.Run("merge", "results/small", "--quiet").ExitCode);
        var actual = _at.Checksums("results/small");
        foreach (var log in actual.Keys.Where(name => name.StartsWith("log.", StringComparison.Ordinal)).ToList())
            actual.Remove(log);
        Assert.Equal(_expected, actual);
    }

    /// <summary>Losses and weights.</summary>
    private static List<KeyValuePair<string, string>> Trained(SortedDictionary<string, string> checksums) =>
        [.. checksums.Where(file => file.Key is "losses.parquet" || file.Key.StartsWith("models", StringComparison.Ordinal))];

    [GeneratedRegex(@"handlers:\n( *- .*\n)+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Handlers();
}
