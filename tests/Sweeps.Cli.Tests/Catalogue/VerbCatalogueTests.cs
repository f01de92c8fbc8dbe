using System.Text.RegularExpressions;
using Sweeps.Cli.Arguments.Completing;
using Sweeps.Cli.Tests.House;
using Sweeps.Cli.Tests.Verbs;
using Sweeps.Cli.Verbs;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Catalogue;

/// <summary>Each verb of the catalogue has all that a verb needs, wherever it is used.</summary>
public sealed partial class VerbCatalogueTests
{
    public static TheoryData<string> Names => [.. VerbCatalogue.All.Select(verb => verb.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_verb_says_in_one_sentence_what_it_does(string name)
    {
        var verb = Find(name);
        Assert.Matches(Sentence(), verb.Summary);
        Assert.Contains(verb.Group, VerbGroup.All);
        Assert.Matches("^[a-z]+$", verb.Name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_verb_has_two_examples_that_say_what_they_are_for(string name)
    {
        var verb = Find(name);
        Assert.True(verb.Examples.Count >= 2, $"'{name}' has {verb.Examples.Count} examples.");
        Assert.Equal(verb.Examples.Count, verb.Examples.Select(example => example.Line(name)).Distinct(StringComparer.Ordinal).Count());
        Assert.All(verb.Examples, example => Assert.Matches(Sentence(), example.Purpose));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_verb_is_documented(string name)
    {
        var verb = Find(name);
        var document = Path.Combine(Repository.Root, verb.Documentation);
        Assert.True(File.Exists(document), $"'{name}' names {verb.Documentation}, which does not exist.");
        Assert.Matches($@"sweeps {name}\b", File.ReadAllText(document));
        Assert.Contains($"`{name}`", Section("README.md", "## Commands"), StringComparison.Ordinal);
        Assert.Contains($"| `sweeps {name}` | {verb.Summary} |", File.ReadAllLines(Path.Combine(Repository.Root, "docs", "commands.md")).Select(line => line.Split(" [")[0].TrimEnd('|', ' ') + " |"));
    }

    /// <summary>What scripts rely on: an option may be added, and none may go. -o, -w, --help and those of single letters are not listed.</summary>
    [Theory]
    [InlineData("run", "--out --set --where --plugin --workers --nice --max-memory --limit --shard --fresh --retry-failed --reuse --wait --report --verbose --json --quiet")]
    [InlineData("plan", "--out --set --where --plugin --limit --workers --json")]
    [InlineData("status", "--plugin --json")]
    [InlineData("merge", "--plugin --json --quiet --wait --after-tasks")]
    [InlineData("submit", "--out --set --where --plugin --tasks --throttle --workers --time --partition --sbatch-arg --dry-run --json")]
    [InlineData("summary", "--rows --columns --values --boundary --format --json")]
    [InlineData("show", "--json")]
    [InlineData("report", "--to --detail --tables --json")]
    [InlineData("plot", "--x --y --color --title --width --height --to --json")]
    [InlineData("export", "--format --to --json")]
    [InlineData("query", "--format --json")]
    [InlineData("sample", "--seed --replacement --json")]
    [InlineData("check", "--out --set --workers --json")]
    [InlineData("rerun", "--workers --plugin --json")]
    [InlineData("verify", "--sample --seed --engine --steps --workers --plugin --json")]
    [InlineData("diff", "--json")]
    [InlineData("digest", "--json")]
    [InlineData("gradcheck", "--seed --batch --width --depth --embedding --context --symbols --differences --json")]
    [InlineData("activations", "--threshold --format --json")]
    [InlineData("handlers", "--plugin --json")]
    [InlineData("datasets", "--json")]
    [InlineData("engines", "--json")]
    [InlineData("schema", "--plugin --json")]
    [InlineData("help", "--json")]
    [InlineData("config", "--json")]
    [InlineData("version", "--json")]
    [InlineData("completion", "--json")]
    public void A_verb_has_its_options(string name, string options) =>
        Assert.Empty(options.Split(' ').Except(Commands.Of(name).Options.Select(option => option.Name), StringComparer.Ordinal));

    [Fact]
    public void The_documents_list_the_verbs_in_the_order_of_the_help()
    {
        var listed = VerbRow().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "commands.md"))).Select(match => match.Groups["verb"].Value);
        Assert.Equal(VerbGroup.All.SelectMany(group => VerbCatalogue.All.Where(verb => verb.Group == group)).Select(verb => verb.Name), listed);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Help_shows_what_the_option_shows(string name)
    {
        var verb = Find(name);
        var help = await InProcess.Invoke("help", name);
        var option = await InProcess.Invoke(name, "--help");
        Assert.Equal((0, "", option.Out), (help.ExitCode, help.Error, help.Out));
        Assert.Equal(0, option.ExitCode);
        Assert.Contains($"Usage:\n  sweeps {name} ", help.Out.Replace("testhost", "sweeps", StringComparison.Ordinal).Replace("Sweeps.Cli.Tests", "sweeps", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(verb.Summary, help.Out, StringComparison.Ordinal);
        foreach (var example in verb.Examples)
            Assert.Contains($"\n  {example.Line(name)}\n      {example.Purpose}\n", help.Out, StringComparison.Ordinal);
        Assert.EndsWith($"\nMore in {verb.Documentation}.\n", help.Out, StringComparison.Ordinal);
        foreach (var known in Commands.Of(name).Options)
            Assert.Contains($"  {known.Name}", help.Out, StringComparison.Ordinal);
        // The name that stands in the usage line, not all that completion would suggest there.
        foreach (var argument in Commands.Of(name).Arguments)
            Assert.Contains($"\n  <{argument.HelpName ?? argument.Name}>  ", help.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_overview_has_every_verb_once_below_its_group()
    {
        var help = await InProcess.Invoke("help");
        Assert.Equal((await InProcess.Invoke("--help")).Out, help.Out);
        var heading = "";
        var found = new List<(string Group, string Name)>();
        foreach (var line in help.Out.Split('\n'))
        {
            if (line.EndsWith(':') && !line.StartsWith(' '))
                heading = line[..^1];
            else if (OverviewRow().Match(line) is { Success: true } row && VerbGroup.All.Any(group => string.Equals(group.Title, heading, StringComparison.Ordinal)))
                found.Add((heading, row.Groups["verb"].Value));
        }

        Assert.Equal(VerbGroup.All.SelectMany(group => VerbCatalogue.All.Where(verb => verb.Group == group)).Select(verb => (verb.Group.Title, verb.Name)), found);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_unknown_option_is_wrong_usage(string name)
    {
        var finished = await InProcess.Invoke(name, "--no-such-option");
        Assert.Equal((1, ""), (finished.ExitCode, finished.Out));
        Assert.Contains("error: There is no option '--no-such-option'.", finished.Error, StringComparison.Ordinal);
        Assert.Contains($"{name} --help", finished.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void No_verb_takes_the_word_by_which_scripts_ask_what_to_complete() => Assert.DoesNotContain(VerbCatalogue.All, verb => verb.Name is Completer.Call);

    [Fact]
    public void Every_verb_that_a_text_names_exists()
    {
        var names = VerbCatalogue.All.Select(verb => verb.Name).Append(Completer.Call).ToHashSet(StringComparer.Ordinal);
        var documents = Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Concat(new[] { "README.md", "experiments/README.md", "results/README.md", "samples/README.md" }.Select(file => Path.Combine(Repository.Root, file)));
        var named = documents.Concat(SourceTree.Files("src")).SelectMany(file => NamedVerb().Matches(File.ReadAllText(file)).Select(match => (File: Path.GetRelativePath(Repository.Root, file), Verb: match.Groups["verb"].Value))).ToList();
        Assert.Contains(named, name => name.Verb is "run");
        Assert.DoesNotContain(named, name => !names.Contains(name.Verb));
    }

    [Fact]
    public void Calls_are_made_of_descriptors_and_engines_in_one_place()
    {
        var sources = SourceTree.Files("src").Select(file => (Name: Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'), Text: File.ReadAllText(file))).ToList();
        Assert.Empty(sources.Where(source => CallByName().IsMatch(source.Text)).Select(source => source.Name));
        Assert.Equal(["src/Sweeps.Cli/Composition.cs"], sources.Where(source => source.Text.Contains("new TrainingEngine(", StringComparison.Ordinal)).Select(source => source.Name));
    }

    private static Verb Find(string name) => VerbCatalogue.All.First(verb => string.Equals(verb.Name, name, StringComparison.Ordinal));

    /// <summary>The part of a document below a heading.</summary>
    private static string Section(string file, string heading)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, file));
        var start = text.IndexOf(heading, StringComparison.Ordinal);
        Assert.True(start >= 0, $"{file} has no section '{heading}'.");
        return text[start..].Split("\n## ")[0];
    }

    [GeneratedRegex(@"^[A-Z][^.!?]*(?:\.\S[^.!?]*)*\.$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Sentence();

    [GeneratedRegex(@"(?<=\n)\| `sweeps (?<verb>[a-z]+)` \|", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex VerbRow();

    [GeneratedRegex(@"^  (?<verb>[a-z]+)(?: \[?<[A-Z]+>\]?)* +[A-Z]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OverviewRow();

    // Between quotes, or at the beginning of a line of code.
    [GeneratedRegex(@"(?:[`']|^|\n)sweeps (?<verb>[a-z]+)(?=[ `'])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NamedVerb();

    [GeneratedRegex(@"(?:Invocation\.Of|SweepCalls\.About|SweepCalls\.Planning)\(""|Verb (?:is|is not|=) ""|new Command\(""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CallByName();
}
