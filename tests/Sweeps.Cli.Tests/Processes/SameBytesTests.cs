namespace Sweeps.Cli.Tests.Processes;

public sealed class SameBytesTests : IDisposable
{
    private readonly Workspace _at = new();
    private readonly string _file;
    private readonly SortedDictionary<string, string> _expected;

    public SameBytesTests()
    {
        _file = _at.Define(grid: "grid: { activation: [tanh, relu, selu, gelu], norm: [none, layer, batch] }\ninclude: [ { residual: pre_activation, depth: 4 } ]");
        Assert.Equal(0, _at.Run("run", _file, "--workers", "1", "--quiet", "--out", "expected").ExitCode);
        _expected = _at.Checksums("expected/small");
        Assert.Equal(13, _expected.Keys.Count(name => name.StartsWith("models", StringComparison.Ordinal)));
        Assert.Equal(9, _expected.Keys.Count(name => name.EndsWith(".parquet", StringComparison.Ordinal)));
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

    [Theory]
    [InlineData("EnableAVX512")]
    [InlineData("EnableAVX2")]
    [InlineData("EnableAVX")]
    [InlineData("EnableHWIntrinsic")]
    public void Whatever_instructions_the_processor_has(string switched)
    {
        var finished = SweepsProcess.Run(_at.Folder, new Dictionary<string, string?>(StringComparer.Ordinal) { ["DOTNET_" + switched] = "0" }, "run", _file, "--quiet");
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
}
