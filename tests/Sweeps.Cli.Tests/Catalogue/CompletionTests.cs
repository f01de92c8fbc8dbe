using System.CommandLine;
using Sweeps.Cli.Arguments.Completing;
using Sweeps.Cli.Tests.Verbs;
using Sweeps.Cli.Tests.Verification;
using Sweeps.Cli.Verbs;
using Sweeps.Core.Datasets;
using Sweeps.Core.Files;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Store;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Catalogue;

/// <summary>What the program answers to a shell that asks what can stand where the line is being typed.</summary>
[Kind(TestKind.Process)]
public sealed class CompletionTests(VerifiedSweep sweep) : IClassFixture<VerifiedSweep>
{
    /// <summary>Values that are the user's own: numbers, sizes, conditions, names on a cluster.</summary>
    private static readonly string[] s_own = ["CELL", "TEXT", "N", "N,N", "X", "SIZE", "I/N", "EXPR", "TIME", "NAME", "ARG"];

    private string Folder => sweep.At.In("original", "small");

    public static TheoryData<string, string> Options => [.. VerbCatalogue.All.SelectMany(verb => Commands.Of(verb.Name).Options.Where(option => option.Recursive is false).Select(option => new TheoryDataRow<string, string>(verb.Name, option.Name)))];

    [Theory]
    [MemberData(nameof(Options))]
    public void Every_option_of_every_verb_is_suggested_until_it_is_given(string verb, string option)
    {
        var known = Commands.Of(verb).Options.First(known => string.Equals(known.Name, option, StringComparison.Ordinal));
        var suggestion = Assert.Single(Suggest(verb, option[..2]), suggestion => string.Equals(suggestion.Text, option, StringComparison.Ordinal));
        Assert.Equal(known.Description, suggestion.About);
        var isRepeatable = known.Arity.MaximumNumberOfValues > 1;
        string[] given = known.Arity.MinimumNumberOfValues > 0 ? [option, "1"] : [option];
        Assert.Equal(isRepeatable, Suggest([verb, .. given, option]).Any(again => string.Equals(again.Text, option, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void Every_value_that_is_not_the_users_own_is_suggested(string verb, string option)
    {
        var known = Commands.Of(verb).Options.First(known => string.Equals(known.Name, option, StringComparison.Ordinal));
        if (known.Arity.MinimumNumberOfValues == 0)
            return;
        if (s_own.Contains(known.HelpName, StringComparer.Ordinal))
            Assert.Empty(known.CompletionSources);
        else
            Assert.NotEmpty(known.CompletionSources);
        if (known.HelpName?.Contains('|', StringComparison.Ordinal) is not true)
            return;
        var words = known.HelpName.Split('|');
        Assert.Equal(words, Texts(verb, option, ""));
        foreach (var word in words)
        {
            Assert.Contains(word, Texts(verb, option, word[..1]));
            Assert.Contains($"{option}={word}", Texts(verb, $"{option}={word[..1]}"));
        }
    }

    [Fact]
    public void Verbs_are_suggested_with_what_they_do()
    {
        Assert.Equal(VerbCatalogue.All.Select(verb => new Suggestion(verb.Name, verb.Summary)), Suggest(""));
        Assert.Equal(["run", "report", "rerun"], Texts("r"));
        Assert.Equal(["--help", "--version"], Texts("--"));
        Assert.Equal(VerbCatalogue.All.Select(verb => verb.Name), Texts("help", ""));
        Assert.Equal(["bash", "zsh", "fish", "pwsh"], Texts("completion", ""));
        Assert.Empty(Suggest("no-such-verb", ""));
        Assert.Empty(Suggest("version", ""));
    }

    [Theory]
    [InlineData("run")]
    [InlineData("plan")]
    [InlineData("submit")]
    public void Parameters_can_be_set_by_every_name_and_to_every_value(string verb)
    {
        Assert.Equal(Shipped.Parameters.All.Select(parameter => parameter.ShortName + "=").Append("engine="), Texts(verb, "x.yaml", "--set", ""));
        Assert.Equal(["engine=managed", "engine=torch"], Texts(verb, "x.yaml", "--set", "engine="));
        foreach (var parameter in Shipped.Parameters.All)
        {
            Assert.Contains(parameter.Name + "=", Texts(verb, "x.yaml", "--set", parameter.Name[..(parameter.Name.IndexOf('.', StringComparison.Ordinal) + 1)]));
            foreach (var value in parameter.Type.Names ?? [])
            {
                Assert.Contains($"{parameter.ShortName}={value}", Texts(verb, "x.yaml", "--set", $"{parameter.ShortName}="));
                Assert.Contains($"--set={parameter.Name}={value}", Texts(verb, $"--set={parameter.Name}={value[..1]}"));
            }
        }

        Assert.Equal(["activation=[tanh,selu"], Texts(verb, "x.yaml", "--set", "activation=[tanh,se"));
        Assert.DoesNotContain("activation=[tanh,tanh", Texts(verb, "x.yaml", "--set", "activation=[tanh,"));
        Assert.Equal(DatasetKinds.All.SelectMany(kind => kind.Shipped).Select(one => $"source={one.Name}"), Texts(verb, "--set", "source="));
        Assert.Equal(["gain=auto"], Texts(verb, "--set", "gain="));
        Assert.Empty(Suggest(verb, "--set", "no_such_key="));
    }

    [Fact]
    public void Names_of_a_summary_are_suggested_one_after_the_other()
    {
        var parameters = Shipped.Parameters.All.Select(parameter => parameter.ShortName).ToList();
        Assert.Equal(parameters, Texts("summary", Folder, "--rows", ""));
        Assert.Equal(parameters.Where(name => name is not "lr").Select(name => "lr," + name), Texts("summary", Folder, "--columns", "lr,"));
        Assert.Equal(MeasureCatalogue.Names, Texts("summary", Folder, "--values", ""));
        Assert.Equal(["loss_end,loss_expected", "loss_end,loss_excess"], Texts("summary", Folder, "--values", "loss_end,loss_e"));
    }

    [Theory]
    [InlineData("show")]
    [InlineData("rerun")]
    [InlineData("sample")]
    [InlineData("report", "--detail")]
    public void Runs_of_the_folder_are_suggested(string verb, params string[] before)
    {
        using var reader = ResultsReader.Open(SweepPaths.OfFolder(Folder), Shipped.Parameters);
        var runs = reader.Outcomes().ToList();
        Assert.Equal(runs.Select(run => new Suggestion(run.Run, $"cell {run.Cell}, completed")), Suggest([verb, Folder, .. before, ""]));
        Assert.Equal([runs[2].Run], Texts([verb, Folder, .. before, runs[2].Run[..9]]));
    }

    [Fact]
    public void Folders_of_sweeps_and_files_are_suggested_where_they_belong()
    {
        var at = sweep.At.In() + "/";
        Assert.Equal([at + "original/"], Texts("status", at + "or"));
        Assert.Equal([at + "original/small"], Texts("status", at + "original/"));
        Assert.Equal([at + "original/small"], Texts("run", "x.yaml", "--reuse", at + "original/sm"));
        Assert.Contains(at + "small.yaml", Texts("run", at));
        Assert.Contains(at + "small.yaml", Texts("run", "x.yaml", at + "sm"));
        Assert.DoesNotContain(at + "words.txt", Texts("run", at));
        Assert.Empty(Suggest("plan", "x.yaml", at));
        Assert.Contains(at + "original/", Texts("run", "--out", at));
        Assert.DoesNotContain(at + "small.yaml", Texts("run", "--out", at));
        Assert.Equal([at + "small.yaml"], Texts("run", "--", at + "small."));
    }

    [Fact]
    public async Task Nothing_is_said_of_what_cannot_be_answered()
    {
        Directory.CreateDirectory(sweep.At.In("damaged"));
        await File.WriteAllTextAsync(sweep.At.In("damaged", "runs.parquet"), "no table", TestContext.Current.CancellationToken);
        foreach (var words in new string[][] { ["show", sweep.At.In("damaged"), ""], ["show", sweep.At.In("nowhere"), ""], ["run", "\0"], ["run", "--set"], ["run", "--no-such-option", ""], ["no-such-verb", ""], ["status", "/no/such/folder/"], ["show", "", ""] })
        {
            var finished = await InProcess.Invoke(["complete", .. words]);
            Assert.Equal((0, ""), (finished.ExitCode, finished.Error));
        }

        Assert.Equal(VerbCatalogue.All.Select(verb => $"{verb.Name}\t{verb.Summary}"), (await InProcess.Invoke("complete")).Lines);
        var before = sweep.At.Checksums("original/small");
        Assert.Equal(4, (await InProcess.Invoke("complete", "show", Folder, "")).Lines.Length);
        Assert.Equal(before, sweep.At.Checksums("original/small"));
    }

    private static List<Suggestion> Suggest(params string[] words) => [.. Completer.Suggestions(Commands.Root(), words)];

    private static IEnumerable<string> Texts(params string[] words) => Suggest(words).Select(suggestion => suggestion.Text);
}
