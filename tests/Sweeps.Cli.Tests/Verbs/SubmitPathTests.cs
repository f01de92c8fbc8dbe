using Sweeps.Cli.Tests.Processes;
using Sweeps.Core.Files;
using Sweeps.Core.Slurm;

namespace Sweeps.Cli.Tests.Verbs;

public sealed class SubmitPathTests : IDisposable
{
    private readonly Workspace _at = new();

    public void Dispose() => _at.Dispose();

    [Theory]
    [InlineData("--out", "o\nx", "--out is")]
    [InlineData("--out", "o\u001bx", "--out is")]
    [InlineData("--plugin", "p\rx.dll", "--plugin is")]
    [InlineData(null, "d\nx.yaml", "FILE is")]
    public async Task A_path_that_no_batch_script_can_hold_is_wrong_usage(string? option, string path, string told)
    {
        var file = option is null ? _at.In(path) : _at.In(_at.Define());
        string[] arguments = ["submit", file, "--tasks", "2", "--dry-run", .. option is null ? Array.Empty<string>() : [option, _at.In(path)]];
        foreach (var command in new[] { arguments, [.. arguments.Where(argument => argument is not "--dry-run")] })
        {
            var refused = await InProcess.Invoke(command);
            Assert.True(refused.ExitCode == 1, refused.ToString());
            Assert.Contains(told, refused.Error, StringComparison.Ordinal);
            Assert.Single(refused.ErrorLines);
        }

        Assert.False(Directory.Exists(_at.In(path)));
    }

    [Theory]
    [InlineData("""{"submitted":"2026-01-01T00:00:00Z","tasks":2147483647,"arrays":[{"job":"1","first_share":1,"tasks":2147483647}],"merge":"2"}""")]
    [InlineData("""{"submitted":"2026-01-01T00:00:00Z","tasks":2,"arrays":[{"job":"--help","first_share":1,"tasks":2}],"merge":"2"}""")]
    [InlineData("""{"submitted":"2026-01-01T00:00:00Z","tasks":2,"arrays":[{"job":"1","first_share":1,"tasks":2}],"merge":"2\u001b[2J"}""")]
    [InlineData("""{"submitted":"2026-01-01T00:00:00Z","tasks":2,"arrays":[null],"merge":"2"}""")]
    [InlineData("""{"submitted":"2026-01-01T00:00:00Z","tasks":3,"arrays":[{"job":"1","first_share":1,"tasks":2},{"job":"3","first_share":2,"tasks":2}],"merge":"2"}""")]
    public void A_submission_that_Slurm_never_told_is_none(string json)
    {
        var paths = SweepPaths.OfFolder(_at.In("sweep"));
        Directory.CreateDirectory(paths.Slurm);
        File.WriteAllText(paths.SlurmSubmission, json);
        Assert.Null(Submission.Read(paths));
        File.WriteAllText(paths.SlurmSubmission, """{"submitted":"2026-01-01T00:00:00Z","tasks":3,"arrays":[{"job":"1","first_share":1,"tasks":2},{"job":"3","first_share":3,"tasks":1}],"merge":"2"}""");
        Assert.Equal(3, Submission.Read(paths)!.Tasks);
    }
}
