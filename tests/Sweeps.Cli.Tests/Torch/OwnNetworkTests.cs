using System.Reflection;
using System.Text.Json.Nodes;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Torch;

/// <summary>The results of a network of a plugin, read by a program that has not loaded the plugin.</summary>
[Kind(TestKind.Process)]
[Kind(TestKind.Torch)]
public sealed class OwnNetworkTests(InstalledTorch torch) : IClassFixture<InstalledTorch>
{
    private const string Results = "results/convolutional-digits";

    private static string Project => Path.Combine(Repository.Root, "samples", "Sweeps.Samples.Convolution");

    private static string[] Plugin => ["--plugin", Path.Combine(Project, "bin", typeof(OwnNetworkTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration, "net10.0", "Sweeps.Samples.Convolution.dll")];

    [Fact]
    public void Results_are_read_by_the_names_that_the_plugin_gave()
    {
        using var program = new TorchProgram(torch);
        program.Done(["run", Path.Combine(Project, "digits.yaml"), "--set", "steps=6", "--quiet", .. Plugin]);
        var summary = JsonNode.Parse(program.Done("summary", Results, "--rows", "task.dropout", "--columns", "task_channels", "--values", "accuracy_test", "--json"))!.ToJsonString();
        Assert.Contains("\"task_dropout\"", summary, StringComparison.Ordinal);
        Assert.Contains("\"task_channels\"", summary, StringComparison.Ordinal);
        Assert.Contains("Conv2d.0", program.Done("show", Results, "1"), StringComparison.Ordinal);
        Assert.Contains("all tables", program.Done("digest", Results), StringComparison.Ordinal);
        program.Done("report", Results);
    }

    [Fact]
    public void A_name_that_neither_has_is_refused()
    {
        using var program = new TorchProgram(torch);
        program.Done(["run", Path.Combine(Project, "digits.yaml"), "--set", "steps=6", "--quiet", .. Plugin]);
        var refused = program.Run("summary", Results, "--rows", "task.chanels", "--columns", "task_dropout,task.dropout");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("--rows: There is no 'task.chanels' in the runs; allowed: ", refused.Error, StringComparison.Ordinal);
        Assert.Contains("did you mean 'task.channels'?", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--columns has task_dropout twice.", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_needs_the_plugin_says_so_and_nothing_else()
    {
        using var program = new TorchProgram(torch);
        var refused = program.Run("plan", Path.Combine(Project, "digits.yaml"));
        Assert.Equal(1, refused.ExitCode);
        Assert.Equal(
            ["task chooses a task of a plugin, and none is loaded that brings one; name its assembly on the command line: --plugin my.dll"],
            refused.Error.Split('\n').Where(line => line.Contains("digits.yaml:", StringComparison.Ordinal)).Select(line => line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]));
    }
}
