using System.Text.Json.Nodes;
using System.Xml.Linq;
using Sweeps.Cli.Tests.Processes;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Verbs;

[Kind(TestKind.Long)]
public sealed class PlotVerbTests : IDisposable
{
    private static readonly string s_folder = Path.Combine(Repository.Root, "tests", "Sweeps.Cli.Tests", "Stored", "tables");
    private readonly Workspace _at = new();

    public void Dispose() => _at.Dispose();

    [Fact]
    public async Task A_plot_is_written_again_with_the_same_bytes()
    {
        var file = _at.In("figure.svg");
        var first = await InProcess.Invoke("plot", s_folder, "--x", "lr", "--y", "loss_end", "--color", "activation", "--title", "A title", "--to", file, "--json");
        Assert.True(first.ExitCode == 0, first.ToString());
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal((file, bytes.Length), ((string?)JsonNode.Parse(first.Out)!["file"], (int)JsonNode.Parse(first.Out)!["bytes"]!));
        Assert.Contains(XDocument.Load(file).Descendants(), element => element.Value.Trim() is "A title");
        Assert.Equal(0, (await InProcess.Invoke("plot", s_folder, "--x", "lr", "--y", "loss_end", "--color", "activation", "--title", "A title", "--to", file)).ExitCode);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_that_is_no_plot_stays()
    {
        var file = _at.In("drawing.svg");
        await File.WriteAllTextAsync(file, "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"no\"?>\n<svg/>", TestContext.Current.CancellationToken);
        var refused = await InProcess.Invoke("plot", s_folder, "--to", file);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains($"'{file}' is there already and is no plot: choose another file with --to.", refused.Error, StringComparison.Ordinal);
        Assert.EndsWith("<svg/>", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no 'nothing' in the runs", "--y", "nothing")]
    [InlineData("--width is '5'; it must be a whole number from 200 to 10000.", "--width", "5")]
    public async Task Mistakes_are_told_and_nothing_is_written(string message, params string[] options)
    {
        var refused = await InProcess.Invoke(["plot", s_folder, "--to", _at.In("x.svg"), .. options]);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains(message, refused.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_at.In("x.svg")));
    }
}
