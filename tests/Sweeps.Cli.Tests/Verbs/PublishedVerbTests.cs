using System.Globalization;
using Sweeps.Cli.Tests.Processes;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Verbs;

/// <summary><c>check</c> and <c>activations</c> inside the tests' own process.</summary>
public sealed class PublishedVerbTests : IDisposable
{
    private readonly Workspace _at = new();

    public void Dispose() => _at.Dispose();

    [Fact]
    public async Task Figures_that_agree_end_with_0_and_one_that_differs_with_3()
    {
        _at.Define("small", steps: 20, grid: "grid: { activation: [tanh] }");
        // ln of the symbols is known without training.
        var expected = Math.Log(27).ToString("F6", CultureInfo.InvariantCulture);
        var stable = "  - { kind: stable, value: loss_expected, published: " + expected + " }\n";
        Write("small.figures.yaml", "document: \"a test\"\nfigures:\n" + stable + "  - { kind: unchecked, published: 1.0, note: \"only shown\" }\n");
        var agreeing = await Check(_at.Folder);
        Assert.True(agreeing.ExitCode == 0, agreeing.ToString());
        Assert.Contains("small (a test)", agreeing.Out, StringComparison.Ordinal);
        Assert.Contains("agrees", agreeing.Out, StringComparison.Ordinal);
        Assert.Contains("note: only shown", agreeing.Out, StringComparison.Ordinal);

        Write("small.figures.yaml", "figures:\n" + stable + "  - { kind: stable, value: loss_expected, published: 3.30 }\n");
        var differing = await Check(_at.In("small.yaml"));
        Assert.True(differing.ExitCode == 0, "3.2958 is 3.30 to two decimals: " + differing);
        Write("small.figures.yaml", "figures:\n" + stable + "  - { kind: stable, value: loss_expected, published: 3.31 }\n");
        differing = await Check(_at.In("small.yaml"));
        Assert.True(differing.ExitCode == 3, differing.ToString());
        Assert.Contains("DIFFERS", differing.Out, StringComparison.Ordinal);
        Assert.Contains("1 figure differs", differing.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_are_compared_with_what_was_set()
    {
        _at.Define("small", steps: 20, grid: "grid: { activation: [tanh] }");
        Write("small.figures.yaml", "figures:\n  - { kind: claim, cell: { lr: 0 }, value: loss_end, least: 0 }\n");
        var given = await Check(_at.In("small.yaml"));
        Assert.True(given.ExitCode == 1, given.ToString());
        Assert.Contains("lr=0 matches no run", given.Error, StringComparison.Ordinal);
        var set = await InProcess.Invoke("check", _at.In("small.yaml"), "--set", "lr=0", "--out", _at.In("set"));
        Assert.True(set.ExitCode == 0, set.ToString());
        Assert.Contains("holds", set.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("figures:\n  - { published: 1.0, cell: { activation: gelu } }\n", "matches no run")]
    [InlineData("figures:\n  - { published: 1.0 }\n", "matches several runs")]
    [InlineData("figures:\n  - { published: 1.0, cell: { activation: tanh }, table: { name: nothing, column: x } }\n", "does not record a table 'nothing'")]
    [InlineData("figures:\n  - { publisht: 1.0 }\n", "small.figures.yaml:2:")]
    public async Task A_figure_that_cannot_be_compared_is_a_mistake(string figures, string part)
    {
        _at.Define("small", steps: 5, grid: "grid: { activation: [tanh, relu] }");
        Write("small.figures.yaml", figures);
        var finished = await Check(_at.In("small.yaml"));
        Assert.True(finished.ExitCode == 1, finished.ToString());
        Assert.Contains(part, finished.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_no_figures_is_told()
    {
        var empty = await Check(_at.Folder);
        Assert.Equal(1, empty.ExitCode);
        Assert.Contains("no published figures", empty.Error, StringComparison.Ordinal);
        var missing = await Check(_at.In(_at.Define()));
        Assert.Equal(1, missing.ExitCode);
        Assert.Contains("small.figures.yaml", missing.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_at.In("results")));
    }

    /// <summary>A user without the documents' lists learns what they are, where to get them, and which bytes they must have; nothing is written.</summary>
    [Kind(TestKind.Process)]
    [Theory]
    [InlineData("dying-units.yaml", "73,798 Spanish surnames", "github.com/particle1331", "9d75e578da14e15844ce54ccf9de6a0859bf9b4b184e022f267325f6e3ea46f5")]
    [InlineData("makemore-initialisation.yaml", "32,033 names of makemore", "github.com/karpathy/makemore", "0a30b5557f192f32ab962680889aac5f6fda0f4cecf40a6d0b5694f58ea8cc4d")]
    public void A_missing_list_is_described(string file, params string[] parts)
    {
        var definition = Path.Combine(Repository.Root, "experiments", "published", file);
        foreach (var verb in new[] { "run", "check", "plan" })
        {
            var finished = _at.Run(verb, definition);
            Assert.True(finished.ExitCode == 1, finished.ToString());
            Assert.All([.. parts, "SWEEPS_DATA", file + ":"], part => Assert.Contains(part, finished.Error, StringComparison.Ordinal));
            Assert.False(Directory.Exists(_at.In("results")));
        }
    }

    [Fact]
    public async Task The_shapes_of_activations_are_told_with_their_bounds()
    {
        var shown = await InProcess.Invoke("activations");
        Assert.Equal(0, shown.ExitCode);
        Assert.Contains("x < -2.8668", shown.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("document", (await InProcess.Invoke("activations", "--threshold", "0.2")).Out, StringComparison.Ordinal);
        Assert.Equal(1, (await InProcess.Invoke("activations", "--threshold", "0")).ExitCode);
        var curves = (await InProcess.Invoke("activations", "--format", "csv")).Lines;
        Assert.Equal("activation,x,f,derivative", curves[0]);
        Assert.Equal(1 + (Sweeps.Engine.ManagedModels.Catalogue.Activations.Count * 801), curves.Length);
        Assert.Contains("relu,-4,0,0", curves);
        Assert.Contains("relu,4,4,1", curves);
    }

    private void Write(string name, string text) => File.WriteAllText(_at.In(name), text);

    private Task<Finished> Check(string path) => InProcess.Invoke("check", path, "--out", _at.In("results"), "--workers", "1");
}
