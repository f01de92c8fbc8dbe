using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Processes;

/// <summary>Plugins whose code does not do what it should.</summary>
[Kind(TestKind.Process)]
public sealed class PluginTests : IDisposable
{
    private readonly Workspace _at = new();

    public void Dispose() => _at.Dispose();

    [Fact]
    public void A_handler_that_ends_the_process_is_told_by_name_and_is_no_success()
    {
        var file = _at.Define(grid: "grid: { width: [5, 6, 7, 9] }", handler: "ending: { width: 9 }");
        var ended = _at.Run("run", file, "--plugin", Workspace.Plugin, "--workers", "1");
        Assert.True(ended.ExitCode == 2, ended.ToString());
        Assert.Contains($"error: The handler 'ending' of the plugin '{Workspace.Plugin}' has ended the process before what was asked for was done.", ended.Error, StringComparison.Ordinal);
        Assert.NotEqual(0, _at.Run("run", file, "--plugin", Workspace.Plugin, "--workers", "1", "--quiet").ExitCode);

        // As soon as it does not, the same command goes on.
        File.WriteAllText(_at.In("stay"), "");
        var resumed = _at.Run("run", file, "--plugin", Workspace.Plugin, "--json");
        Assert.True(resumed.ExitCode == 0, resumed.ToString());
        Assert.Contains("\"remaining\":0", resumed.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kind_that_ends_the_process_while_a_definition_is_read_is_one_that_cannot_be_used()
    {
        var ended = _at.Run("plan", _at.Define(handler: "ending"), "--plugin", Workspace.Plugin);
        Assert.True(ended.ExitCode == 1, ended.ToString());
        Assert.Contains("The handler 'ending' of the plugin", ended.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_at.In("results")));
    }

    [Fact]
    public void A_kind_that_cannot_be_made_is_told_where_it_is_asked_for_and_listed()
    {
        var listed = _at.Run("handlers", "--plugin", Workspace.Plugin);
        Assert.Equal(0, listed.ExitCode);
        const string Problem = "the handler 'Sweeps.Cli.Tests.Processes.BrokenKind' cannot say what it is: FormatException: The input string 'broken' was not in a correct format.";
        Assert.Contains(Problem, listed.Out, StringComparison.Ordinal);
        var asked = _at.Run("plan", _at.Define(handler: "broken_1"), "--plugin", Workspace.Plugin);
        Assert.True(asked.ExitCode == 1, asked.ToString());
        Assert.Contains(Problem.TrimEnd('.'), asked.Error, StringComparison.Ordinal);
    }
}
