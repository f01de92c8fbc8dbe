using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Processes;

[Kind(TestKind.Process)]
public sealed class DefinitionMistakeTests : IDisposable
{
    private readonly Workspace _at = new();

    public void Dispose() => _at.Dispose();

    [Theory]
    [InlineData("run")]
    [InlineData("plan")]
    public void Five_mistakes_give_five_located_messages_at_once_and_nothing_is_written(string verb)
    {
        File.WriteAllText(_at.In("wrong.yaml"), """
            name: ../elsewhere
            dataset: { source: words.txt }
            model:
              widht: 30
              depth: many
            train: { steps: 10, batch_size: 8 }
            grid:
              activation: [tanh, rellu]
              lr: []
            """);
        var finished = _at.Run(verb, "wrong.yaml");
        Assert.Equal(1, finished.ExitCode);
        Assert.Equal("", finished.Out);
        var located = finished.ErrorLines.Where(line => line.StartsWith("wrong.yaml:", StringComparison.Ordinal)).ToArray();
        Assert.Equal(["1:7", "4:3", "5:10", "8:22", "9:7"], located.Select(line => string.Join(':', line.Split(':')[1..3])));
        Assert.Contains("did you mean 'width'?", located[1], StringComparison.Ordinal);
        Assert.Contains("did you mean 'relu'?", located[3], StringComparison.Ordinal);
        Assert.Equal("5 mistakes; nothing was trained or written.", finished.ErrorLines[^1]);
        Assert.Equal(["words.txt", "wrong.yaml"], Directory.EnumerateFileSystemEntries(_at.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Of_several_files_none_is_trained_if_one_is_not_valid()
    {
        var good = _at.Define("good");
        File.WriteAllText(_at.In("bad.yaml"), "name: bad\nmodel: { depth: 0.5 }\n");
        var finished = _at.Run("run", good, "bad.yaml");
        Assert.Equal(1, finished.ExitCode);
        Assert.Contains("bad.yaml:2:17:", finished.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_at.In("results")));
    }

    [Fact]
    public void A_mistake_in_an_option_names_the_option()
    {
        var finished = _at.Run("run", _at.Define(), "--set", "lr=fast", "--where", "dpeth > 1");
        Assert.Equal(1, finished.ExitCode);
        Assert.Contains("--set lr=fast", finished.Error, StringComparison.Ordinal);
        Assert.Contains("--where:1:1:", finished.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_at.In("results")));
    }

    [Fact]
    public void Two_files_of_one_name_are_refused()
    {
        var finished = _at.Run("run", _at.Define(file: "a.yaml"), _at.Define(file: "b.yaml"));
        Assert.Equal(1, finished.ExitCode);
        Assert.Contains("a.yaml and b.yaml have the same name 'small'", finished.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_at.In("results")));
    }
}
