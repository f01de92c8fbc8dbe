using Sweeps.Cli.Arguments;
using Sweeps.Cli.Tests.Processes;
using Sweeps.Cli.Tests.Verbs;
using Sweeps.Cli.Verbs;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Catalogue;

/// <summary>Every example of the help is read by the real parser, names what is there, and does what it says on shipped experiments.</summary>
[Kind(TestKind.Long)]
public sealed class ExampleTests(ExampleTests.ShortSweeps sweeps) : IClassFixture<ExampleTests.ShortSweeps>
{
    /// <summary>Those that take minutes, that need a cluster, or an assembly that only its reader has.</summary>
    private static readonly string[] s_onlyRead =
    [
        "check experiments/published",
        "check experiments/published --set engine=torch",
        "check experiments/published/update-ratio.yaml --workers 2",
        "submit experiments/full-grid.yaml --tasks 20 --workers 4 --time 2:00:00",
        "handlers --plugin my.dll",
        "schema --plugin my.dll",
        "gradcheck",
        "gradcheck --width 5 --depth 1 --seed 7",
    ];

    public static TheoryData<string, int> All => [.. VerbCatalogue.All.SelectMany(verb => Enumerable.Range(0, verb.Examples.Count).Select(i => new TheoryDataRow<string, int>(verb.Name, i)))];

    [Theory]
    [MemberData(nameof(All))]
    public void It_is_read_without_a_mistake(string verb, int number)
    {
        var example = Example(verb, number);
        Assert.Empty(UsageMistakes.Of(Commands.Root().Parse([verb, .. example.Words], SweepsCommand.Parsing)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void It_names_shipped_experiments_and_their_results(string verb, int number)
    {
        foreach (var word in Example(verb, number).Words)
        {
            if (word.StartsWith("experiments/", StringComparison.Ordinal))
                Assert.True(Path.Exists(Path.Combine(Repository.Root, word)), $"There is no {word}.");
            else
                Assert.False(word.EndsWith(".yaml", StringComparison.Ordinal), $"{word} is no shipped experiment.");
            if (word.Split('/') is [_, var name] && word[0] is 'r' or 'e' && !word.StartsWith("experiments/", StringComparison.Ordinal))
                Assert.Contains($"\nname: {name}\n", File.ReadAllText(Path.Combine(Repository.Root, "experiments", name + ".yaml")), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task It_does_what_it_says(string verb, int number)
    {
        var example = Example(verb, number);
        if (s_onlyRead.Contains(string.Join(' ', example.Words.Prepend(verb)), StringComparer.Ordinal))
            return;
        var finished = await InProcess.Invoke(sweeps.Placed([verb, .. example.Words], $"{verb}-{number}"));
        // The two folders of the diff are of one sweep, trained with other steps.
        Assert.True(finished.ExitCode == (verb is DiffVerb.Name ? ExitCodes.Difference : ExitCodes.Done), finished.ToString());
        Assert.NotEqual("", finished.Out);
    }

    [Fact]
    public void What_is_only_read_is_an_example() =>
        Assert.All(s_onlyRead, line => Assert.Contains(line, VerbCatalogue.All.SelectMany(verb => verb.Examples.Select(example => string.Join(' ', example.Words.Prepend(verb.Name))))));

    private static VerbExample Example(string verb, int number) => VerbCatalogue.All.First(known => string.Equals(known.Name, verb, StringComparison.Ordinal)).Examples[number];

    /// <summary>The experiments that examples name, trained for a few steps.</summary>
    public sealed class ShortSweeps : IAsyncLifetime
    {
        private readonly Workspace _at = new();

        public async ValueTask InitializeAsync()
        {
            await Train("appendix-activations", "results", 6);
            await Train("appendix-activations", "elsewhere", 7);
            await Train("makemore-six-models", "results", 2);
        }

        /// <summary>The words of an example with files and folders of this place, and little to do.</summary>
        /// <param name="folder">For what it writes.</param>
        internal IReadOnlyList<string> Placed(IReadOnlyList<string> words, string folder)
        {
            Directory.CreateDirectory(_at.In(folder));
            var placed = words.Select((word, i) => word.StartsWith("experiments/", StringComparison.Ordinal) ? Path.Combine(Repository.Root, word)
                : word.StartsWith("results/", StringComparison.Ordinal) || word.StartsWith("elsewhere/", StringComparison.Ordinal) ? _at.In(word)
                : i > 0 && words[i - 1] is "--to" ? _at.In(folder, word)
                : word).ToList();
            if (words[0] is RunVerb.Name)
                placed.AddRange(["--set", "steps=2", "--out", _at.In(folder)]);
            else if (words[0] is PlanVerb.Name or SubmitVerb.Name)
                placed.AddRange(["--out", _at.In(folder)]);
            return placed;
        }

        public ValueTask DisposeAsync()
        {
            _at.Dispose();
            return ValueTask.CompletedTask;
        }

        private async Task Train(string experiment, string root, int steps)
        {
            var finished = await InProcess.Invoke("run", Path.Combine(Repository.Root, "experiments", experiment + ".yaml"), "--set", $"steps={steps}", "--out", _at.In(root), "--quiet");
            Assert.True(finished.ExitCode == 0, finished.ToString());
        }
    }
}
