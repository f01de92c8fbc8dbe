using System.Text.Json;
using System.Text.RegularExpressions;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Output;
using Sweeps.Cli.Tests.Verification;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Verbs;

/// <summary>Every verb that prints data has <c>--json</c>: one document on standard output.</summary>
[Kind(TestKind.Process)]
public sealed partial class JsonOutputTests(VerifiedSweep sweep) : IClassFixture<VerifiedSweep>
{
    /// <summary>Those that tell of an execution under way: an event per line.</summary>
    private static readonly string[] s_events = ["run", "merge"];

    /// <summary>A call of each verb that prints data.</summary>
    private static readonly Dictionary<string, string[]> s_calls = new(StringComparer.Ordinal)
    {
        ["plan"] = ["{yaml}"],
        ["status"] = ["{dir}"],
        ["summary"] = ["{dir}"],
        ["show"] = ["{dir}", "0"],
        ["report"] = ["{dir}", "--to", "{tmp}/r.html"],
        ["plot"] = ["{dir}", "--to", "{tmp}/p.svg"],
        ["export"] = ["{dir}", "--to", "{tmp}/export"],
        ["query"] = ["{dir}"],
        ["check"] = ["{yaml}", "--out", "{tmp}/check"],
        ["rerun"] = ["{dir}", "0"],
        ["verify"] = ["{dir}", "--sample", "1"],
        ["diff"] = ["{dir}", "{dir}"],
        ["digest"] = ["{dir}"],
        ["sample"] = ["{dir}", "0", "-n", "3"],
        ["gradcheck"] = ["--width", "3", "--depth", "1", "--batch", "2", "--differences", "2"],
        ["activations"] = [],
        ["submit"] = ["{yaml}", "--tasks", "2", "--dry-run"],
        ["handlers"] = [],
        ["datasets"] = [],
        ["engines"] = [],
        ["schema"] = [],
        ["help"] = [],
        ["config"] = [],
        ["version"] = [],
        ["completion"] = ["bash"],
    };

    public static TheoryData<string> Verbs => [.. SweepsCommand.Create(InProcess.Context(Quiet())).Subcommands.Select(verb => verb.Name).Except(s_events, StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task It_is_one_document_with_names_in_snake_case(string verb)
    {
        Assert.True(s_calls.TryGetValue(verb, out var call), $"Nothing is known of '{verb}': does it print data?");
        var folder = sweep.At.In("json-" + verb);
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(sweep.At.In("small.figures.yaml"), "document: d\nfigures:\n  - { cell: { activation: tanh, norm: none }, kind: claim, title: it ends, value: loss_end, most: 100 }\n", TestContext.Current.CancellationToken);
        var arguments = call.Select(argument => argument
            .Replace("{yaml}", sweep.At.In("small.yaml"), StringComparison.Ordinal)
            .Replace("{dir}", sweep.At.In("original", "small"), StringComparison.Ordinal)
            .Replace("{tmp}", folder, StringComparison.Ordinal));
        var finished = await InProcess.Invoke([verb, .. arguments, "--json"]);
        Assert.True(finished.ExitCode == 0, finished.ToString());
        using var document = JsonDocument.Parse(finished.Out);
        Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
        if (verb is not "schema")
            Assert.All(Names(document.RootElement), name => Assert.Matches(SnakeCase(), name));
    }

    [Fact]
    public void Every_verb_has_it() =>
        Assert.All(SweepsCommand.Create(InProcess.Context(Quiet())).Subcommands, verb => Assert.Contains(verb.Options, option => option.Name is "--json"));

    [Fact]
    public void What_is_not_finite_is_a_text()
    {
        Assert.Equal("\"NaN\"", JsonOutput.Value(double.NaN)!.ToJsonString());
        Assert.Equal("\"-Infinity\"", JsonOutput.Value(float.NegativeInfinity)!.ToJsonString());
        Assert.Equal("0.1", JsonOutput.Value(0.1)!.ToJsonString());
        Assert.Equal("0.1", JsonOutput.Value(0.1f)!.ToJsonString());
        Assert.Null(JsonOutput.Value(null));
    }

    private static IEnumerable<string> Names(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Names(property.Value).Prepend(property.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Names),
        _ => [],
    };

    private static Terminal Quiet() => new(TextWriter.Null, TextWriter.Null, IsInteractive: false, HasColours: false);

    [GeneratedRegex("^[a-z0-9_.]+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SnakeCase();
}
