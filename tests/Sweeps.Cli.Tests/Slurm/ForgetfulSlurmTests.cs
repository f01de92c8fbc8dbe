using System.Text.Json.Nodes;
using Sweeps.Cli.Tests.Processes;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Slurm;

/// <summary>What a cluster seldom says, told by scripts in the place of its programs.</summary>
[Kind(TestKind.Process)]
public sealed class ForgetfulSlurmTests : IDisposable
{
    private const string Submission = """{ "submitted": "2026-01-01T00:00:00+00:00", "tasks": 2, "arrays": [ { "job": "7", "first_share": 1, "tasks": 2 } ], "merge": "8" }""";
    private readonly Workspace _at = new();

    public ForgetfulSlurmTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The scripts in the place of Slurm's programs want a POSIX shell.");
        Assert.Equal(0, _at.Run("run", _at.Define(), "--quiet", "--shard", "1/2").ExitCode);
        Directory.CreateDirectory(_at.In("results", "small", "slurm"));
        File.WriteAllText(SubmissionFile, Submission);
    }

    private string SubmissionFile => _at.In("results", "small", "slurm", "submission.json");

    public void Dispose() => _at.Dispose();

    [Fact]
    public void A_merge_that_comes_before_a_requeued_task_goes_behind_it()
    {
        Program("squeue", "printf '7|0|COMPLETED|None\\n7|1|PENDING|BeginTime\\n8|N/A|RUNNING|None\\n'");
        Program("sbatch", "echo \"$@\" >sbatch.txt; echo 99");
        var merge = Sweeps("merge", "results/small", "--after-tasks");
        Assert.True(merge.ExitCode == 0, merge.ToString());
        Assert.Contains("1 task (7_1, PENDING) is still to run. Job 99 writes the tables", merge.Error, StringComparison.Ordinal);
        Assert.Contains("--dependency=afterany:7 ", File.ReadAllText(_at.In("sbatch.txt")), StringComparison.Ordinal);
        Assert.Equal("99", (string)JsonNode.Parse(File.ReadAllText(SubmissionFile))!["merge"]!);
        Assert.False(File.Exists(_at.In("results", "small", "runs.parquet")));

        Program("squeue", "printf '7|0|COMPLETED|None\\n7|1|COMPLETED|None\\n8|N/A|RUNNING|None\\n'");
        Assert.Equal(0, Sweeps("merge", "results/small", "--after-tasks", "--quiet").ExitCode);
        Assert.True(File.Exists(_at.In("results", "small", "runs.parquet")));
    }

    [Fact]
    public void What_Slurm_has_forgotten_is_told_by_the_tasks_themselves()
    {
        File.WriteAllText(
            _at.In("results", "small", "slurm", "task-1-of-2.json"),
            """{ "share": 1, "shares": 2, "job": "7", "index": 0, "starts": 3, "host": "node\u001b[31m1", "process": 5, "started": "2026-01-01T00:00:00+00:00", "ended": "2026-01-01T00:01:00+00:00", "exit_code": 2 }""");
        Program("squeue", "echo 'slurm_load_jobs error: Invalid job id specified' >&2; exit 1");
        var status = Sweeps("status", "results/small");
        Assert.True(status.ExitCode == 0, status.ToString());
        Assert.Contains("Tasks: 2 forgotten; merge 8 forgotten", status.Out, StringComparison.Ordinal);
        Assert.Contains("done, some runs failed", status.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', status.Out);
        var task = JsonNode.Parse(Sweeps("status", "results/small", "--json").Out)!["tasks"]![0]!;
        Assert.Equal((3, 2), ((int)task["starts"]!, (int)task["exit_code"]!));
        Assert.Null(task["slurm"]);
    }

    [Fact]
    public void Tasks_are_shown_with_Slurms_own_states_and_reasons()
    {
        Program("squeue", "printf '7|0|RUNNING|None\\n7|1|PENDING|Priority\\n8|N/A|PENDING|Dependency\\n'");
        var status = Sweeps("status", "results/small");
        Assert.True(status.ExitCode == 0, status.ToString());
        Assert.Contains("Tasks: 1 RUNNING, 1 PENDING; merge 8 PENDING", status.Out, StringComparison.Ordinal);
        Assert.Matches(@"\n +1 +7_0 +RUNNING", status.Out);
        Assert.Matches(@"\n +2 +7_1 +PENDING \(Priority\)", status.Out);
        var tasks = JsonNode.Parse(Sweeps("status", "results/small", "--json").Out)!["tasks"]!.AsArray();
        Assert.Equal(["RUNNING", "PENDING"], tasks.Select(task => (string?)task!["slurm"]));
        Assert.Equal("Priority", (string?)tasks[1]!["reason"]);
    }

    [Fact]
    public void A_cluster_that_cannot_be_asked_keeps_nobody_from_the_status_or_the_tables()
    {
        Program("squeue", "echo 'Unable to contact slurm controller' >&2; exit 1");
        var status = Sweeps("status", "results/small");
        Assert.True(status.ExitCode == 0, status.ToString());
        Assert.Contains("Unable to contact slurm controller", status.Out, StringComparison.Ordinal);
        Assert.Equal(0, Sweeps("merge", "results/small", "--after-tasks", "--quiet").ExitCode);
        Assert.True(File.Exists(_at.In("results", "small", "runs.parquet")));
    }

    [Fact]
    public void What_sbatch_refuses_is_told_with_exit_code_1()
    {
        Program("scontrol", "echo 'MaxArraySize            = 2'");
        Program("sbatch", "case \"$1$2\" in *array=0-1*) if [ -e once ]; then echo 'sbatch: error: no more jobs' >&2; exit 1; fi; touch once; echo 7;; *) echo 8;; esac");
        var submitted = Sweeps("submit", "small.yaml", "--tasks", "4");
        Assert.True(submitted.ExitCode == 1, submitted.ToString());
        Assert.Contains("no more jobs Submitted already: 7; scancel ends them.", submitted.Error, StringComparison.Ordinal);
    }

    private void Program(string name, string script)
    {
        var file = _at.In("bin", name);
        Directory.CreateDirectory(_at.In("bin"));
        File.WriteAllText(file, "#!/bin/sh\n" + script + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private Finished Sweeps(params IEnumerable<string> arguments) => SweepsProcess.Run(
        _at.Folder,
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["PATH"] = _at.In("bin") + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH") },
        arguments);
}
