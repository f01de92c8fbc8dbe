using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Processes;

/// <summary>Names and messages that a terminal, Markdown or a spreadsheet would obey.</summary>
[Kind(TestKind.Process)]
public sealed class HostileTextTests : IDisposable
{
    private const string List = "=[bold red]<b>`x`|@.txt";
    private readonly Workspace _at = new();

    public HostileTextTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Such names are no names of files there.");
        File.WriteAllText(_at.In(List), File.ReadAllText(_at.In("words.txt")) + "another\n");
        File.WriteAllText(_at.In("hostile.yaml"), $$"""
            name: hostile
            title: "=1+1 [red]<script>alert(1)</script> | `x`"
            dataset: { source: "{{List}}" }
            model: { embedding: 3, depth: 1 }
            train: { steps: 20, batch_size: 4 }
            grid: { width: [6, 8] }
            handlers: [ failing: { width: 8 } ]
            summary: { rows: [width], values: [source, error, loss_diff] }
            """);
    }

    public void Dispose() => _at.Dispose();

    [Fact]
    public void No_table_and_no_message_carries_an_escape_sequence()
    {
        var run = _at.Run("run", "hostile.yaml", "--plugin", Workspace.Plugin);
        Assert.Equal(2, run.ExitCode);
        Finished[] all =
        [
            run,
            _at.Run("plan", "hostile.yaml", "--plugin", Workspace.Plugin),
            _at.Run("status", "results/hostile", "--plugin", Workspace.Plugin),
            _at.Run("summary", "results/hostile", "--rows", "source,width", "--values", "error,loss_end"),
            _at.Run("summary", "results/hostile", "--rows", "source,width", "--values", "error,loss_end", "--format", "markdown"),
            _at.Run("summary", "results/hostile", "--rows", "source,width", "--values", "error,loss_end", "--format", "csv"),
            _at.Run("show", "results/hostile", "1"),
            _at.Run("verify", "results/hostile", "--plugin", Workspace.Plugin),
            _at.Run("run", "hostile.yaml", "--plugin", Workspace.Plugin, "--retry-failed", "--json"),
        ];
        foreach (var finished in all)
        {
            Assert.DoesNotContain('\u001b', finished.Out);
            Assert.DoesNotContain('\u001b', finished.Error);
            Assert.DoesNotContain('\r', finished.Out);
        }

        Assert.Contains("[bold]", _at.Run("show", "results/hostile", "1").Out, StringComparison.Ordinal);
        foreach (var file in new[] { "summary.md", "summary.csv", "log.jsonl" })
            Assert.DoesNotContain('\u001b', File.ReadAllText(_at.In("results", "hostile", file)));
    }

    [Fact]
    public void A_spreadsheet_gets_texts_and_no_formulas_but_numbers_as_numbers()
    {
        Assert.Equal(2, _at.Run("run", "hostile.yaml", "--plugin", Workspace.Plugin).ExitCode);
        var lines = File.ReadAllLines(_at.In("results", "hostile", "summary.csv"));
        Assert.All(lines.SelectMany(line => line.Split(',')), cell => Assert.DoesNotMatch("^\"?[=+@]", cell));
        Assert.Contains(lines, line => line.Contains($"'{List}", StringComparison.Ordinal));
        var shown = _at.Run("summary", "results/hostile", "--rows", "width", "--values", "loss_diff,loss_end", "--format", "csv");
        Assert.DoesNotContain("'", shown.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_shows_what_is_written_and_obeys_none_of_it()
    {
        Assert.Equal(2, _at.Run("run", "hostile.yaml", "--plugin", Workspace.Plugin).ExitCode);
        var text = File.ReadAllText(_at.In("results", "hostile", "summary.md"));
        Assert.DoesNotContain("<script>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", text, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", text, StringComparison.Ordinal);
        var table = text.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).ToList();
        // A bar in a text makes no column of its own.
        Assert.Single(table.Take(4).Select(line => line.Replace("\\|", "", StringComparison.Ordinal).Count(character => character == '|')).Distinct());
    }

    [Fact]
    public void Live_progress_takes_no_markup_from_names()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "script(1) of util-linux makes the terminal.");
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["TERM"] = "xterm-256color", ["NO_COLOR"] = null };
        File.WriteAllText(_at.In("live.yaml"), File.ReadAllText(_at.In("hostile.yaml")).Replace("width: [6, 8]", $"source: [words.txt, \"{List}\"]", StringComparison.Ordinal).Replace("steps: 20", "steps: 1000", StringComparison.Ordinal).Replace("handlers: [", "handlers: [ brake,", StringComparison.Ordinal));
        _at.Brake(isOn: true);
        var command = $"dotnet '{SweepsProcess.Assembly}' run live.yaml --plugin '{Workspace.Plugin}'";
        using var process = SweepsProcess.Start(_at.Folder, environment, "script", ["-qec", command, "/dev/null"]);
        var finished = process.Wait();
        Assert.True(finished.ExitCode == 0, finished.ToString());
        Assert.Contains("[bold red]", finished.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name: ..")]
    [InlineData("name: ../x")]
    [InlineData("name: /etc/x")]
    [InlineData("name: \"a\\e[31m\"")]
    [InlineData("name: x\nplugins: [evil.dll]")]
    [InlineData("name: x\nplugin: evil.dll")]
    [InlineData("name: x\nhandlers: [ evil.dll ]")]
    [InlineData("name: x\nhandlers: [ ../evil.dll: { every: 1 } ]")]
    [InlineData("name: x\nhandlers: [ percentiles: { name: ../../evil } ]")]
    public void A_definition_that_would_lead_elsewhere_or_load_code_is_refused(string text)
    {
        File.Copy(Workspace.Plugin, _at.In("evil.dll"));
        File.WriteAllText(_at.In("evil.yaml"), text + "\ndataset: { source: words.txt }\n");
        var before = Directory.GetFileSystemEntries(_at.Folder).Length;
        var refused = _at.Run("run", "evil.yaml");
        Assert.True(refused.ExitCode == 1, refused.ToString());
        Assert.Matches(@"evil\.yaml:\d+:\d+: ", refused.Error);
        Assert.DoesNotContain('\u001b', refused.Error);
        Assert.Equal(before, Directory.GetFileSystemEntries(_at.Folder).Length);
    }
}
