using System.Globalization;
using Sweeps.Cli.Tests.Processes;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Faults;

/// <summary>What a sweep survives. <c>scripts/faults kills</c> tries a hundred kills, and each other fault a quarter as often.</summary>
[Kind(TestKind.Process)]
public sealed class FaultTests(FaultySweep sweep, ITestOutputHelper output) : IClassFixture<FaultySweep>
{
    private readonly System.Random _random = new(FaultySweep.Seed);

    [Fact]
    public void Killed_at_random_instants()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no POSIX signals.");
        var table = new FaultTable("SIGKILL at a random instant");
        for (var sweeps = 0; table.Tried < FaultySweep.Kills; sweeps++)
        {
            var results = Name("killed", sweeps);
            var executions = new List<Finished>();
            // Now and then what goes on after a kill is killed, too.
            do
            {
                executions.Add(sweep.Interrupt(results, "KILL", _random, alsoAtStart: true).Finished);
                table.Tried++;
            }
            while (table.Tried < FaultySweep.Kills && _random.Next(3) == 0);
            var before = table.Resumed;
            executions.Add(sweep.Resume(results, table));
            table.Resumed = before + executions.Count - 1;
            table.Equal = table.Resumed;
            FaultySweep.AssertTrainedOnce(executions);
            Directory.Delete(sweep.At.In(results), recursive: true);
        }

        Tell(table);
        Assert.Equal(table.Tried, table.Equal);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void Stopped_by_a_signal(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no POSIX signals.");
        var table = new FaultTable($"SIG{signal} at a random instant");
        for (var i = 0; table.Tried < FaultySweep.Times; i++)
        {
            Assert.InRange(i, 0, 20 * FaultySweep.Times);
            var results = Name(signal, i);
            var (stopped, time) = sweep.Interrupt(results, signal, _random, alsoAtStart: false);
            // It was done before the signal came.
            if (stopped.ExitCode == 0)
                continue;
            Assert.True(stopped.ExitCode == 130, stopped.ToString());
            table.Tried++;
            table.Stopped(time);
            FaultySweep.AssertTrainedOnce([stopped, sweep.Resume(results, table)]);
            Directory.Delete(sweep.At.In(results), recursive: true);
        }

        Tell(table);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_part_is_damaged(bool isCut)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no POSIX signals.");
        var table = new FaultTable(isCut ? "part cut at a random place" : "byte of a part flipped");
        for (var i = 0; table.Tried < FaultySweep.Times; i++)
        {
            var results = Name(isCut ? "cut" : "flipped", i);
            sweep.Interrupt(results, "KILL", _random, alsoAtStart: false);
            if (!Damage(sweep.At.In(results, "small", "parts"), "*.journal", isCut))
                continue;
            table.Tried++;
            sweep.Resume(results, table);
            Directory.Delete(sweep.At.In(results), recursive: true);
        }

        Tell(table);
    }

    [Fact]
    public void A_table_is_damaged()
    {
        var table = new FaultTable("byte of a final table flipped");
        Assert.Equal(0, sweep.At.Run("run", "small.yaml", "--out", "tables", "--quiet").ExitCode);
        while (table.Tried < FaultySweep.Times)
        {
            if (!Damage(sweep.At.In("tables", "small"), "*.parquet", isCut: false))
                continue;
            table.Tried++;
            sweep.Resume("tables", table);
        }

        Tell(table);
    }

    [Fact]
    public void The_disk_is_full()
    {
        using var disk = SmallDisk.TryMount(sweep.At.In("disk"), out var why);
        Assert.SkipWhen(disk is null, why);
        var table = new FaultTable("disk full");
        for (var i = 0; table.Tried < FaultySweep.Times; i++)
        {
            var results = Path.Combine("disk", i.ToString(CultureInfo.InvariantCulture));
            disk.Resize(_random.Next(20, 400));
            var finished = SweepsProcess.Run(sweep.At.Folder, "run", "small.yaml", "--out", results, "--json", "--workers", "2");
            disk.Resize(SmallDisk.AmpleKilobytes);
            GoOnAfterRefusal(finished, results, table);
        }

        Tell(table);
    }

    [Fact]
    public void The_folder_becomes_read_only()
    {
        Assert.SkipUnless(OrdinaryUser.Exists, OrdinaryUser.WhyNot);
        var table = new FaultTable("folder becomes read-only");
        for (var i = 0; table.Tried < FaultySweep.Times; i++)
        {
            var results = Name("readonly", i);
            Directory.CreateDirectory(sweep.At.In(results));
            OrdinaryUser.Allow(sweep.At.Folder, sweep.At.In(results));
            Finished finished;
            using (var process = OrdinaryUser.Start(sweep.At.Folder, "run", "small.yaml", "--out", results, "--json", "--workers", "2"))
            {
                process.WaitFor("\"event\":", _random.Next(1, sweep.Events));
                OrdinaryUser.SetWritable(sweep.At.In(results), isWritable: false);
                finished = process.Wait();
                OrdinaryUser.SetWritable(sweep.At.In(results), isWritable: true);
            }

            GoOnAfterRefusal(finished, results, table);
        }

        Tell(table);
    }

    /// <summary>An execution that could not write said so, and the next one completes it. One that was done before the fault came counts for nothing.</summary>
    private void GoOnAfterRefusal(Finished finished, string results, FaultTable table)
    {
        if (finished.ExitCode == 0)
            return;
        Assert.True(finished.ExitCode == 4, finished.ToString());
        Assert.DoesNotContain("   at ", finished.Error, StringComparison.Ordinal);
        table.Tried++;
        FaultySweep.AssertTrainedOnce([finished, sweep.Resume(results, table)]);
        Directory.Delete(sweep.At.In(results), recursive: true);
    }

    private static string Name(string what, int number) => string.Create(CultureInfo.InvariantCulture, $"{what}-{number}");

    /// <returns>Whether there was a file with bytes to damage.</returns>
    private bool Damage(string folder, string pattern, bool isCut)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, pattern).Where(file => new FileInfo(file).Length > 0 && !file.EndsWith("timings.parquet", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList() : [];
        if (files.Count == 0)
            return false;
        var file = files[_random.Next(files.Count)];
        var bytes = File.ReadAllBytes(file);
        var place = _random.Next(bytes.Length);
        if (!isCut)
            bytes[place] ^= (byte)(1 << _random.Next(8));
        File.WriteAllBytes(file, isCut ? bytes[..place] : bytes);
        return true;
    }

    private void Tell(FaultTable table) => output.WriteLine($"{FaultTable.Head}\n{table}");
}
