using System.Text.Json.Nodes;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Processes;

/// <summary>A user's defaults: what goes before what, what is refused, and who has no say.</summary>
[Kind(TestKind.Process)]
public sealed class SettingsTests : IDisposable
{
    private readonly Workspace _at = new();

    public void Dispose() => _at.Dispose();

    [Fact]
    public void The_command_line_goes_before_the_environment_and_that_before_the_file()
    {
        Write("results: of-file\nworkers: 3\n");
        var file = _at.Define(steps: 5);

        AssertTrained("of-file", "small", "3 workers", []);
        AssertTrained("of-variable", "small", "2 workers", [], ("SWEEPS_RESULTS", "of-variable"), ("SWEEPS_WORKERS", "2"));
        AssertTrained("of-option", "small", "1 worker", ["--out", "of-option", "--workers", "1"], ("SWEEPS_RESULTS", "of-variable"), ("SWEEPS_WORKERS", "2"));
        // A script takes a variable back by making it empty.
        Assert.Contains("with 3 workers", Run([("SWEEPS_WORKERS", "")], "plan", file, "--out", "elsewhere").Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_at.In("results")));
    }

    [Fact]
    public void What_holds_is_shown_with_who_says_so()
    {
        Write("# mine\nresults: of-file\ncolor: never\n");
        var config = JsonNode.Parse(Run([("SWEEPS_RESULTS", "of-variable")], "config", "--json").Out)!;
        Assert.Equal(_at.In("config", "sweeps", "config.yaml"), (string?)config["file"]);
        Assert.True((bool)config["is_there"]!);
        Assert.Equal(
            [("workers", Environment.ProcessorCount.ToString(System.Globalization.CultureInfo.InvariantCulture), "default"), ("results", "of-variable", "SWEEPS_RESULTS"), ("color", "never", _at.In("config", "sweeps", "config.yaml") + ":3:1")],
            config["settings"]!.AsArray().Select(setting => ((string)setting!["name"]!, (string)setting["value"]!, (string)setting["from"]!)));
    }

    [Fact]
    public void A_call_that_is_suggested_says_what_differs_from_the_users_defaults()
    {
        Write("results: mine\n");
        var file = _at.Define(steps: 5);
        Assert.Equal(0, Run([], "run", file, "--limit", "1").ExitCode);
        Assert.Equal(0, Run([], "run", file, "--limit", "1", "--out", "results").ExitCode);
        Assert.DoesNotContain("--out", Run([], "status", "mine/small").Out, StringComparison.Ordinal);
        Assert.Contains("--out results", Run([], "status", "results/small").Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("worker: 2", "1:1: there is no setting 'worker'; allowed: workers, results, color; did you mean 'workers'?")]
    [InlineData("a: 1\nworkers: 0", "2:10: workers is '0'; it must be a whole number from 1 to 4096")]
    [InlineData("workers: two", "1:10: workers is 'two'; it must be a whole number from 1 to 4096")]
    [InlineData("workers: [1, 2]", "1:10: workers must be a whole number from 1 to 4096")]
    [InlineData("results: ''", "1:10: results is ''; it must be a folder, which need not be there yet")]
    [InlineData("color: maybe", "1:8: color is 'maybe'; it must be auto, always or never")]
    [InlineData("workers: 1\nworkers: 2", "2:1: workers stands here twice; keep one of the two")]
    [InlineData("- workers", "1:1: settings are keys with values; write a key and its value on a line: workers: 2")]
    [InlineData("workers: 1\n---\nworkers: 2", "a second document begins here; the settings are one YAML document")]
    [InlineData("workers: {", "not YAML: ")]
    [InlineData("%YAML 99999999999.1\n---\nworkers: 1", "not YAML")]
    [InlineData("workers: 1\u0001", "1:10: workers is '1\\u0001'; it must be a whole number from 1 to 4096")]
    [InlineData("[workers]: 2", "1:12: a key must be the name of a setting: workers, results, color")]
    public void What_cannot_be_is_told_with_its_place_and_nothing_is_done(string content, string message)
    {
        Write(content);
        var file = _at.Define(steps: 5);
        var refused = Run([], "run", file);
        Assert.True(refused.ExitCode == 1, refused.ToString());
        Assert.Contains($"error: {_at.In("config", "sweeps", "config.yaml")}:", refused.Error, StringComparison.Ordinal);
        Assert.Contains(message, refused.Error, StringComparison.Ordinal);
        Assert.Contains("Try: ", refused.Error, StringComparison.Ordinal);
        Assert.Equal("", refused.Out);
        Assert.False(Directory.Exists(_at.In("results")));
        // What helps to put it right works.
        Assert.Contains(message, Run([], "config").Error, StringComparison.Ordinal);
        Assert.Equal(0, Run([], "version").ExitCode);
        Assert.Equal(0, Run([], "help", "run").ExitCode);
    }

    [Fact]
    public void A_variable_that_cannot_be_is_told_by_its_name()
    {
        var refused = Run([("SWEEPS_WORKERS", "many"), ("SWEEPS_COLOR", "red")], "plan", _at.Define());
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("error: SWEEPS_WORKERS is 'many'; it must be a whole number from 1 to 4096", refused.Error, StringComparison.Ordinal);
        Assert.Contains("error: SWEEPS_COLOR is 'red'; it must be auto, always or never", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SWEEPS_WORKER", "SWEEPS_WORKERS")]
    [InlineData("SWEEPS_DATE", "SWEEPS_DATA")]
    [InlineData("SWEEPS_TROCH", "SWEEPS_TORCH")]
    [InlineData("SWEEPS_TRACES", "SWEEPS_TRACE")]
    public void A_variable_that_is_nearly_one_is_told_by_the_verb_that_shows_them(string variable, string meant)
    {
        var shown = Run([(variable, "3"), (meant, "3"), ("SWEEPS_SOMETHING_ELSE", "1")], "config");
        Assert.Equal(0, shown.ExitCode);
        Assert.Equal($"warning: {variable} is no variable of sweeps; did you mean {meant}?", Assert.Single(shown.ErrorLines));
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_told()
    {
        Directory.CreateDirectory(_at.In("config", "sweeps", "config.yaml"));
        var refused = Run([], "plan", _at.Define());
        Assert.True(refused.ExitCode == 1, refused.ToString());
        Assert.Contains("config.yaml", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet\n")]
    [InlineData("---\n")]
    public void A_file_that_says_nothing_changes_nothing(string content)
    {
        Write(content);
        var shown = Run([], "config");
        Assert.True(shown.ExitCode == 0, shown.ToString());
        Assert.Contains("results  results  default", shown.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_lies_in_the_home_folder_unless_an_absolute_path_says_where()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It lies in %APPDATA% there.");
        var home = Path.Combine(_at.Folder, "home");
        Directory.CreateDirectory(Path.Combine(home, ".config", "sweeps"));
        File.WriteAllText(Path.Combine(home, ".config", "sweeps", "config.yaml"), "results: ~/in-home\n");
        foreach (var root in new[] { null, "", "config" })
        {
            var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["HOME"] = home, ["XDG_CONFIG_HOME"] = root };
            var config = SweepsProcess.Run(_at.Folder, environment, "config");
            Assert.Contains($"results  {Path.Combine(home, "in-home")}", config.Out, StringComparison.Ordinal);
        }
    }

    /// <summary>Nothing that came with a definition is asked: neither what hosts of .NET read nor a file of ours.</summary>
    [Fact]
    public void The_folder_of_a_definition_cannot_configure_the_program()
    {
        var file = _at.Define(steps: 5);
        foreach (var settings in new[] { "config.yaml", "sweeps/config.yaml", ".config/sweeps/config.yaml", ".sweeps/config.yaml" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_at.In(settings))!);
            File.WriteAllText(_at.In(settings), "results: planted\nworkers: 7\n");
        }

        foreach (var settings in new[] { "appsettings.json", "appsettings.Development.json", "appsettings.Production.json", "sweeps.settings.json" })
            File.WriteAllText(_at.In(settings), """{ "results": "planted", "SWEEPS_RESULTS": "planted", "Logging": { "LogLevel": { "Default": "None" } }, "Serilog": { "MinimumLevel": "Fatal" } }""");
        var done = Run([("DOTNET_ENVIRONMENT", "Development"), ("DOTNET_CONTENTROOT", _at.Folder)], "run", file);
        Assert.True(done.ExitCode == 0, done.ToString());
        Assert.False(Directory.Exists(_at.In("planted")));
        var log = File.ReadAllText(_at.In("results", "small", "log.jsonl"));
        Assert.Contains($"\"Workers\":{Math.Min(4, Environment.ProcessorCount)},", log, StringComparison.Ordinal);
        Assert.Equal(3, log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("always", true)]
    [InlineData("auto", false)]
    [InlineData("never", false)]
    public void Colours_are_as_the_user_says_even_where_there_is_no_terminal(string color, bool hasColours)
    {
        var done = Run([("SWEEPS_COLOR", color), ("NO_COLOR", "1")], "run", _at.Define(steps: 5));
        Assert.True(done.ExitCode == 0, done.ToString());
        Assert.Equal(hasColours, done.Out.Contains("\u001b[3", StringComparison.Ordinal));
    }

    private void Write(string content)
    {
        Directory.CreateDirectory(_at.In("config", "sweeps"));
        File.WriteAllText(_at.In("config", "sweeps", "config.yaml"), content);
    }

    private Finished Run((string Name, string Value)[] variables, params IEnumerable<string> arguments)
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["XDG_CONFIG_HOME"] = _at.In("config") };
        foreach (var (name, value) in variables)
            environment[name] = value;
        return SweepsProcess.Run(_at.Folder, environment, arguments);
    }

    private void AssertTrained(string folder, string name, string workers, string[] options, params (string Name, string Value)[] variables)
    {
        Assert.Contains("with " + workers, Run(variables, ["plan", name + ".yaml", .. options]).Out, StringComparison.Ordinal);
        var done = Run(variables, ["run", name + ".yaml", .. options]);
        Assert.True(done.ExitCode == 0, done.ToString());
        Assert.True(File.Exists(_at.In(folder, name, "runs.parquet")), folder);
    }
}
