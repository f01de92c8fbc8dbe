using Sweeps.Core.Files;
using Sweeps.Core.Slurm;

namespace Sweeps.Core.Tests.Slurm;

public sealed class BatchScriptTests
{
    private static readonly SlurmJob s_job = new()
    {
        Paths = SweepPaths.Of("/scratch/a b/50%", "wide"),
        Tasks = 5,
        Program = ["/opt/sweeps"],
        RunArguments = ["run", "/home/x/it's; rm -rf $HOME.yaml"],
        MergeArguments = ["merge", "/scratch/a b/50%/wide"],
        Throttle = 2,
        Time = "1-12",
    };

    [Fact]
    public void What_the_shell_gets_is_one_word_each() =>
        Assert.Contains("""exec /opt/sweeps run '/home/x/it'\''s; rm -rf $HOME.yaml' --workers 1 --wait --shard "$share/5" """.TrimEnd(), BatchScript.OfTasks(s_job), StringComparison.Ordinal);

    [Fact]
    public void A_percent_sign_in_a_path_is_none_of_Slurms_patterns() =>
        Assert.Contains("#SBATCH --output=\"/scratch/a b/50%%/wide/slurm/%A_%a.out\"\n", BatchScript.OfTasks(s_job), StringComparison.Ordinal);

    [Theory]
    [InlineData("90", true)]
    [InlineData("90:30", true)]
    [InlineData("2:00:00", true)]
    [InlineData("1-12", true)]
    [InlineData("1-12:30:05", true)]
    [InlineData("unlimited", true)]
    [InlineData("abc", false)]
    [InlineData("1:2:3:4", false)]
    [InlineData("-12", false)]
    [InlineData("1h", false)]
    public void Times_are_written_as_sbatch_reads_them(string text, bool isTime) => Assert.Equal(isTime, BatchScript.IsTime(text));

    [Theory]
    [InlineData("--requeue")]
    [InlineData("--open-mode=append")]
    [InlineData("--signal=B:TERM@60")]
    [InlineData("--time=1-12")]
    public void Tasks_go_on_where_they_stopped(string option) =>
        Assert.Contains($"\n#SBATCH {option}\n", BatchScript.OfTasks(s_job), StringComparison.Ordinal);

    [Fact]
    public void An_option_of_two_lines_is_refused() =>
        Assert.Throws<ArgumentException>(() => BatchScript.OfTasks(s_job with { SbatchArguments = ["--comment=x\nrm -rf ~"] }));

    [Fact]
    public void A_throttle_holds_over_all_arrays()
    {
        var text = SweepSubmission.Describe(s_job, maxArraySize: 2);
        var calls = text.Split('\n').Where(line => line.StartsWith("sbatch ", StringComparison.Ordinal)).ToList();
        Assert.Equal(4, calls.Count);
        Assert.DoesNotContain("--dependency", calls[0], StringComparison.Ordinal);
        Assert.Contains("--array=0-1%2 --dependency=afterany:ARRAY1 ", calls[1], StringComparison.Ordinal);
        Assert.Contains("--dependency=afterany:ARRAY2 ", calls[2], StringComparison.Ordinal);
        Assert.Contains("--dependency=afterany:ARRAY1:ARRAY2:ARRAY3 ", calls[3], StringComparison.Ordinal);
    }

    // Lines as squeue 22.05 printed them with --format=%F|%K|%T|%r.
    [Fact]
    public void The_queue_is_read_with_what_is_no_array()
    {
        var tasks = SlurmClient.ReadQueue("4|0|COMPLETED|None\n4|1|PENDING|BeginTime\n5|N/A|COMPLETED|None\n");
        Assert.Equal([new("4", 0, "COMPLETED", "None"), new("4", 1, "PENDING", "BeginTime"), new QueuedTask("5", null, "COMPLETED", "None")], tasks);
    }

    [Fact]
    public void The_array_size_is_read_from_the_configuration()
    {
        Assert.Equal(1001, SlurmClient.ReadMaxArraySize("Configuration data as of 2026-01-01\nMaxArraySize            = 1001\nMaxBatchRequeue         = 5\n"));
        Assert.Throws<SlurmException>(() => SlurmClient.ReadMaxArraySize("MaxArraySize            = 0\n"));
        Assert.Throws<SlurmException>(() => SlurmClient.ReadMaxArraySize("nothing"));
    }
}
