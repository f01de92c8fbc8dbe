using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Processes;

[Kind(TestKind.Process)]
public sealed class UsageTests : IDisposable
{
    private readonly Workspace _at = new();

    public void Dispose() => _at.Dispose();

    [Theory]
    [InlineData("", "a verb is missing")]
    [InlineData("rnu x.yaml", "Did you mean 'run'?")]
    [InlineData("words.txt", "If it is a definition: ")]
    [InlineData("--json run x.yaml", "'--json' stands before the verb; options follow it: run … --json")]
    [InlineData("help rnu", "There is no verb 'rnu'. Did you mean 'run'?")]
    [InlineData("help run plan", "There is no place for 'plan'.")]
    [InlineData("completion", "'completion' needs SHELL")]
    [InlineData("completion bsah", "There is no completion for the shell 'bsah'. Did you mean 'bash'? There is one for bash, zsh, fish, pwsh.")]
    [InlineData("run", "'run' needs FILE")]
    [InlineData("run -- x.yaml --out y", "'--out' stands after '--', and everything there is a FILE: put options before '--'.")]
    [InlineData("run -- x.yaml --out=y", "'--out=y' stands after '--'")]
    [InlineData("show -- x 0 --help", "There is no place for '--help'.")]
    [InlineData("run -- --x.yaml", "--x.yaml: there is no such file")]
    [InlineData("run -x.yaml", "There is no option '-x.yaml'. A FILE that begins with '-' is written './-x.yaml'.")]
    [InlineData("run x.yaml -out y", "There is no option '-out'. Did you mean '--out'?")]
    [InlineData("run x.yaml --out", "--out needs DIR: The folder of all results.")]
    [InlineData("run x.yaml --workers=", "--workers needs N: ")]
    [InlineData("run --out --set lr=0.1 x.yaml", "--out needs DIR, and '--set' follows it. If that is meant: --out=--set")]
    [InlineData("run x.yaml --out y --out z", "--out is given 2 times ('y', 'z'): give it once.")]
    [InlineData("run x.yaml --shard 1/2 --shard 2/2", "--shard is given 2 times ('1/2', '2/2'): give it once.")]
    [InlineData("summary x --format csv --format json", "--format is given 2 times")]
    [InlineData("plan x.yaml y.yaml", "There is no place for 'y.yaml'.")]
    [InlineData("show x", "'show' needs RUN")]
    [InlineData("run x.yaml --wokers 2", "Did you mean '--workers'?")]
    [InlineData("run x.yaml --workers 0", "--workers is '0'; it must be a whole number from 1 to 4096.")]
    [InlineData("run x.yaml --workers two", "--workers is 'two'")]
    [InlineData("run x.yaml --nice 20", "--nice is '20'; it must be a whole number from 0 to 19.")]
    [InlineData("run x.yaml --nice -1", "--nice is '-1'")]
    [InlineData("run x.yaml --max-memory 4X", "--max-memory is '4X'; it must be a size from 128M: 500M, 4G.")]
    [InlineData("run x.yaml --max-memory 127M", "--max-memory is '127M'")]
    [InlineData("run x.yaml --max-memory 99999999999T", "--max-memory is '99999999999T'")]
    [InlineData("run x.yaml --max-memory NaN", "--max-memory is 'NaN'")]
    [InlineData("run x.yaml --limit -1", "--limit is '-1'")]
    [InlineData("run x.yaml --shard 3/2", "I/N with I from 1 to N")]
    [InlineData("run x.yaml --shard 1/2 --fresh", "--fresh and --shard do not go together")]
    [InlineData("run x.yaml --shard 3/2 --fresh", "--fresh and --shard do not go together")]
    [InlineData("run x.yaml --shard 3/2 --reuse y", "--reuse and --shard do not go together")]
    [InlineData("submit x.yaml --tasks 1 --time abc --dry-run", "--time is 'abc'; it must be a time as Slurm writes it")]
    [InlineData("submit x.yaml --tasks 1 --time 1:2:3:4", "--time is '1:2:3:4'")]
    [InlineData("submit x.yaml --tasks 1 --sbatch-arg", "--sbatch-arg")]
    [InlineData("run x.yaml --json --quiet", "--json and --quiet do not go together")]
    [InlineData("summary x --format yaml", "--format is 'yaml'; it must be table, markdown, csv or json.")]
    [InlineData("activations --threshold 0,1", "--threshold is '0,1'; it must be a number from 1E-06 to 10.")]
    [InlineData("activations --threshold NaN", "--threshold is 'NaN'")]
    [InlineData("sample x 0 --seed -1", "--seed is '-1'; it must be a whole number from 0 to 4294967295.")]
    [InlineData("sample x 0 --seed 4294967296", "--seed is '4294967296'")]
    [InlineData("summary x --rows lr,train.lr", "--rows has lr twice.")]
    [InlineData("summary x --rows lr --rows lr", "--rows has lr twice.")]
    [InlineData("summary x --rows lr --columns train.lr", "lr is in --rows and in --columns.")]
    [InlineData("summary x --values loss_edn", "did you mean 'loss_end'?")]
    [InlineData("run missing.yaml", "missing.yaml: there is no such file")]
    [InlineData("plan missing.yaml", "missing.yaml: there is no such file")]
    [InlineData("run .", "a folder")]
    [InlineData("status nowhere", "There is no folder")]
    [InlineData("summary words.txt", "is a file")]
    [InlineData("show . 3", "not the folder of a sweep")]
    [InlineData("merge .", "not the folder of a sweep")]
    [InlineData("handlers --plugin missing.dll", "There is no plugin 'missing.dll'")]
    [InlineData("handlers --plugin words.txt", "not a .NET assembly")]
    public void Wrong_usage_is_told_on_standard_error_with_exit_code_1(string line, string told)
    {
        var finished = _at.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.True(finished.ExitCode == 1, finished.ToString());
        Assert.Equal("", finished.Out);
        Assert.Contains(told, finished.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", finished.Error, StringComparison.Ordinal);
        Assert.Equal(["words.txt"], Directory.EnumerateFileSystemEntries(_at.Folder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("run x.yaml --out EMPTY", "--out is empty; it must be a folder, which need not be there yet.")]
    [InlineData("plan x.yaml --out EMPTY", "--out is empty")]
    [InlineData("plan x.yaml --where EMPTY", "--where is empty; it must be a condition: ")]
    [InlineData("submit x.yaml --tasks 1 --out EMPTY", "--out is empty")]
    [InlineData("run x.yaml --reuse EMPTY", "--reuse is empty; it must be a sweep's folder")]
    [InlineData("run x.yaml --plugin EMPTY", "--plugin is empty; it must be the path of an assembly")]
    [InlineData("verify x --plugin EMPTY", "--plugin is empty")]
    [InlineData("plan EMPTY", "FILE is empty; it must be a definition.")]
    [InlineData("run x.yaml EMPTY", "FILE is empty")]
    [InlineData("check EMPTY", "FILE is empty")]
    [InlineData("report x --to EMPTY", "--to is empty; it must be a file.")]
    [InlineData("export x --to EMPTY", "--to is empty; it must be a folder.")]
    public async Task An_empty_path_is_told_with_what_is_allowed(string line, string told)
    {
        var finished = await Verbs.InProcess.Invoke(line.Split(' ').Select(word => word is "EMPTY" ? "" : word));
        Assert.True(finished.ExitCode == 1, finished.ToString());
        Assert.Contains($"error: {told}", finished.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_was_deleted_under_the_program_is_told()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A folder in use cannot be deleted there.");
        using var process = SweepsProcess.Start(_at.Folder, null, "sh", ["-c", $"mkdir gone && cd gone && rmdir ../gone && dotnet '{SweepsProcess.Assembly}' plan x.yaml"]);
        var finished = process.Wait();
        Assert.True(finished.ExitCode == 1, finished.ToString());
        Assert.Equal("error: The current folder does not exist any more: change to another one.", finished.Error.Trim());
    }

    [Fact]
    public void Help_names_every_verb_of_the_contract_that_there_is()
    {
        var finished = _at.Run("--help");
        Assert.Equal(0, finished.ExitCode);
        Assert.Equal("", finished.Error);
        string[] contract =
        [
            "run", "plan", "status", "summary", "show", "rerun", "verify", "diff", "report", "sample", "gradcheck", "submit", "merge", "handlers", "datasets", "engines", "schema", "digest",
            "help", "version", "completion",
        ];
        foreach (var verb in contract)
            Assert.Contains($"\n  {verb} ", finished.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_of_a_command_line_are_told_at_once()
    {
        var finished = _at.Run("run", "x.yaml", "--workers", "0", "--limit", "x", "--shard", "0/0");
        Assert.Equal(1, finished.ExitCode);
        foreach (var option in new[] { "--workers", "--limit", "--shard" })
            Assert.Contains($"error: {option}", finished.Error, StringComparison.Ordinal);
    }
}
