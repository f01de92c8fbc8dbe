using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Slurm;

/// <summary>A Slurm of one machine, started by <c>scripts/slurm-test-cluster</c>.</summary>
public sealed class Cluster : IDisposable
{
    /// <summary>Small, so that a few tasks are too many for one array.</summary>
    private const string MaxArraySize = "3";

    private static readonly string[] s_programs = ["munged", "slurmctld", "slurmd", "sbatch", "squeue", "scontrol"];
    private readonly string _folder = Directory.CreateTempSubdirectory("slurm-").FullName;
    private readonly bool _isStarted;

    public Cluster()
    {
        var missing = OperatingSystem.IsLinux() ? s_programs.Where(program => !IsInstalled(program)).ToList() : [.. s_programs];
        if (missing.Count > 0 || !OperatingSystem.IsLinux())
        {
            WhyNot = $"There is no Slurm here: {string.Join(", ", missing)} is missing (packages slurmctld, slurmd, slurm-client, munge).";
            return;
        }

        // Munge wants folders that others may enter and only the owner may change.
        File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        TestProcess.Require(TestKind.Cluster);
        _isStarted = true;
        Script("start");
    }

    /// <summary>Why there is none; null if there is one.</summary>
    public string? WhyNot { get; }

    /// <summary>What a program needs to find it.</summary>
    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>(StringComparer.Ordinal) { ["SLURM_CONF"] = Path.Combine(_folder, "slurm.conf") };

    /// <summary>Calls one of Slurm's programs.</summary>
    public string Ask(string program, params IEnumerable<string> arguments) => Run(program, arguments);

    /// <summary>Lets what waits for a time begin at once, and waits until nothing is left to run.</summary>
    public void WaitUntilIdle() => Wait.Until(() =>
    {
        var jobs = Ask("squeue", "--noheader", "--array", "--format=%i|%T").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var job in jobs.Select(job => job.Split('|')).Where(job => job[1] is "PENDING"))
            TryAsk("scontrol", "update", "JobId=" + job[0], "StartTime=now");
        return jobs.Length == 0;
    });

    public void Dispose()
    {
        if (_isStarted)
            Script("stop");
        Directory.Delete(_folder, recursive: true);
    }

    private void Script(string action) => Run("bash", [Path.Combine(Repository.Root, "scripts", "slurm-test-cluster"), action, _folder]);

    private string Run(string program, IEnumerable<string> arguments)
    {
        var (exitCode, text) = Try(program, arguments);
        Assert.True(exitCode == 0, $"{program} {string.Join(' ', arguments)}: {text}");
        return text;
    }

    // A job may have begun or ended meanwhile.
    private void TryAsk(string program, params IEnumerable<string> arguments) => Try(program, arguments);

    private (int ExitCode, string Text) Try(string program, IEnumerable<string> arguments)
    {
        // The daemons keep the pipes of whoever started them open: what they say goes to a file.
        var log = Path.Combine(_folder, Path.GetRandomFileName());
        var start = new ProcessStartInfo("bash", ["-c", "log=$1; shift; exec \"$@\" >\"$log\" 2>&1 </dev/null", "bash", log, program, .. arguments]) { UseShellExecute = false };
        start.Environment["SLURM_CONF"] = Environment["SLURM_CONF"];
        start.Environment["SLURM_TEST_PORT"] = s_port.Value;
        start.Environment["SLURM_TEST_MAX_ARRAY"] = MaxArraySize;
        using var process = TestProcess.Start(start)!;
        process.WaitForExit();
        return (process.ExitCode, File.ReadAllText(log));
    }

    private static readonly Lazy<string> s_port = new(() =>
    {
        for (var port = 23000; ; port += 2)
            if (IsFree(port) && IsFree(port + 1))
                return port.ToString(System.Globalization.CultureInfo.InvariantCulture);
    });

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Any, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static bool IsInstalled(string program) =>
        (System.Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin:/sbin").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
