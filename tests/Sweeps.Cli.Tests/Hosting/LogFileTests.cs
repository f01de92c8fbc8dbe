using Serilog;
using Serilog.Core;
using Sweeps.Cli.Hosting;
using Sweeps.Cli.Output;

namespace Sweeps.Cli.Tests.Hosting;

public sealed class LogFileTests : IDisposable
{
    private const int Runs = 10_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("sweeps-log-").FullName;
    private readonly StringWriter _told = new();

    private string Path => System.IO.Path.Combine(_folder, "log.jsonl");

    private string Earlier => System.IO.Path.Combine(_folder, "log.earlier.jsonl");

    public void Dispose()
    {
        _told.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Of_very_many_failures_a_thousand_are_written_and_all_else_is()
    {
        Write(Path, Runs);
        var lines = File.ReadAllLines(Path);
        Assert.Equal(1000, lines.Count(line => line.Contains("failed: InvalidOperationException", StringComparison.Ordinal)));
        Assert.Single(lines, line => line.Contains("More of these are not in this log", StringComparison.Ordinal));
        Assert.Contains("10000 failed", lines[^1], StringComparison.Ordinal);
        Assert.Equal(1002, lines.Length);
        Assert.InRange(new FileInfo(Path).Length, 1000, 2 << 20);
        Assert.Equal("", _told.ToString());
    }

    [Fact]
    public void A_log_that_has_become_long_is_kept_beside_the_next_one()
    {
        File.WriteAllText(Path, new string('x', (16 << 20) + 1));
        Write(Path, failures: 1);
        Assert.Equal((16 << 20) + 1, new FileInfo(Earlier).Length);
        Assert.Equal(2, File.ReadAllLines(Path).Length);

        Write(Path, failures: 2);
        Assert.Equal(5, File.ReadAllLines(Path).Length);

        File.AppendAllText(Path, new string('y', 16 << 20));
        Write(Path, failures: 1);
        Assert.EndsWith("yyy", File.ReadAllText(Earlier), StringComparison.Ordinal);
        Assert.Equal(2, File.ReadAllLines(Path).Length);
        Assert.Equal("", _told.ToString());
    }

    [Fact]
    public void Where_nothing_can_be_written_there_is_one_warning_however_many_runs_fail()
    {
        Directory.CreateDirectory(Path);
        Write(Path, Runs);
        AssertToldOnce(Path);
    }

    [Fact]
    public void Where_the_disk_is_full_there_is_one_warning_however_many_runs_fail()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux has a device that is always full.");
        Write("/dev/full", Runs);
        AssertToldOnce("/dev/full");
    }

    private void AssertToldOnce(string path) =>
        Assert.StartsWith($"warning: The log '{path}' cannot be written, and says nothing more of this execution: ", Assert.Single(_told.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);

    /// <summary>Writes what an execution writes in which so many runs fail.</summary>
    private void Write(string path, int failures)
    {
        using var file = new LogFile(new Notices(new Terminal(TextWriter.Null, _told, IsInteractive: false, HasColours: false)));
        using Logger logger = new LoggerConfiguration().WriteTo.Sink(file).CreateLogger();
        file.Open(path);
        for (var run = 0; run < failures; run++)
            logger.Error(Thrown(), "Run {Run:l} (cell {Cell}) failed: {Type:l}: {Error:l}", $"{run:x16}", run, nameof(InvalidOperationException), "planned");
        logger.Information("{Failed} failed", failures);
    }

    private static InvalidOperationException Thrown()
    {
        try
        {
            throw new InvalidOperationException("planned");
        }
        catch (InvalidOperationException thrown)
        {
            return thrown;
        }
    }
}
