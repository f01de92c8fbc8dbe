using Sweeps.Cli.Hosting;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Processes;

/// <summary>What a shell or a batch system does not let the process have.</summary>
[Kind(TestKind.Process)]
public sealed class LimitTests : IDisposable
{
    private readonly Workspace _at = new();

    public LimitTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such limits there.");

    public void Dispose() => _at.Dispose();

    [Theory]
    [InlineData(64)]
    [InlineData(96)]
    [InlineData(128)]
    public void Too_few_open_files_are_told_before_anything_is_done(int files)
    {
        var refused = Limited($"ulimit -n {files}");
        Assert.True(refused.ExitCode == 1, refused.ToString());
        Assert.Equal($"error: This process may have {files} files open at once, and sweeps needs {ProcessLimits.LeastFiles}: allow more with 'ulimit -n 1024'.", Assert.Single(refused.ErrorLines));
        Assert.False(Directory.Exists(_at.In("results")));
    }

    [Fact]
    public void As_many_open_files_as_are_asked_for_are_enough()
    {
        var finished = Limited($"ulimit -n {ProcessLimits.LeastFiles}");
        Assert.True(finished.ExitCode == 0, finished.ToString());
    }

    /// <summary>How much the framework reserves depends on the machine. Whatever does not fit is told as what it is.</summary>
    [Theory]
    [InlineData(3_000_000)]
    [InlineData(3_500_000)]
    public void Too_few_addresses_are_no_mistake_of_the_program(int kilobytes)
    {
        var finished = Limited($"ulimit -v {kilobytes}");
        // What the runtime itself cannot have it tells in its own words, and ends by a signal.
        if (finished.ExitCode == 0 || finished.Error.Trim() is "Out of memory.")
            return;
        Assert.True(finished.ExitCode == 1, finished.ToString());
        Assert.StartsWith("error: There is not enough memory", Assert.Single(finished.ErrorLines), StringComparison.Ordinal);
        Assert.Contains($"{kilobytes / 1024} MiB of addresses (ulimit -v)", finished.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_may_not_grow_is_a_failure_of_storage_and_ends_nobody_by_a_signal()
    {
        // What the runtime maps twice is a file of two gigabytes for the system.
        var finished = Limited("DOTNET_EnableWriteXorExecute=0; export DOTNET_EnableWriteXorExecute; ulimit -f 4");
        Assert.True(finished.ExitCode == 4, finished.ToString());
        Assert.StartsWith("error: Cannot write", finished.ErrorLines[^1], StringComparison.Ordinal);
        Assert.Equal(0, _at.Run("run", "small.yaml", "--quiet").ExitCode);
    }

    [Fact]
    public void Memory_that_ran_out_is_told_however_deep_it_was_and_a_part_that_is_there_is_not_called_missing()
    {
        Assert.StartsWith("There is not enough memory", ProcessLimits.Told(new TypeInitializationException("x", new OutOfMemoryException())), StringComparison.Ordinal);
        Assert.StartsWith("A part of the program could not be opened although it is there", ProcessLimits.Told(new FileNotFoundException("", "System.Text.Json, Version=10.0.0.0")), StringComparison.Ordinal);
        Assert.Null(ProcessLimits.Told(new FileNotFoundException("", "Not.There.At.All, Version=1.0.0.0")));
        Assert.Null(ProcessLimits.Told(new InvalidOperationException()));
    }

    private Finished Limited(string limit)
    {
        var file = _at.Define();
        using var process = SweepsProcess.Start(_at.Folder, null, "sh", ["-c", $"{limit}; exec dotnet '{SweepsProcess.Assembly}' run {file} --quiet --workers 2"]);
        return process.Wait();
    }
}
