using System.Text.Json;
using System.Text.RegularExpressions;
using Sweeps.Cli.Output;
using Sweeps.Engine.Checks;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Verbs;

[Kind(TestKind.Long)]
public sealed partial class GradcheckTests
{
    private static readonly string[] s_small = ["gradcheck", "--batch", "4", "--width", "3", "--depth", "1", "--symbols", "4", "--embedding", "2", "--context", "2"];

    [Fact]
    public async Task A_line_per_tensor_in_the_form_of_MLP_with_backpropagation_and_a_verdict()
    {
        var finished = await InProcess.Invoke([.. s_small, "--seed", "7"]);
        Assert.True(finished.ExitCode == 0, finished.ToString());
        Assert.Contains(finished.Lines, line => Regex.IsMatch(line, @"^bnvar_inv +\| exact: True  \| approximate: True  \| maxdiff: 0\.0$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.Contains("All ", finished.Lines[^1], StringComparison.Ordinal);
        var tensors = finished.Lines.Where(line => line.Contains(" | exact: ", StringComparison.Ordinal)).ToList();
        Assert.True(tensors.Count > 100);
        Assert.All(tensors, line => Assert.Matches(Form(), line));
        Assert.Contains(finished.Lines, line => line.Contains("a fraction 1.0 of", StringComparison.Ordinal));
        Assert.Equal(finished.Out, (await InProcess.Invoke([.. s_small, "--seed", "7"])).Out);
        Assert.NotEqual(finished.Out, (await InProcess.Invoke([.. s_small, "--seed", "8"])).Out);
    }

    [Fact]
    public async Task Of_large_tensors_a_part_is_checked_by_differences_and_all_by_the_chain()
    {
        var finished = await InProcess.Invoke([.. s_small, "--differences", "5"]);
        Assert.True(finished.ExitCode == 0, finished.ToString());
        Assert.Contains(finished.Lines, line => line.StartsWith("Embedding.0.weight ", StringComparison.Ordinal) && line.EndsWith("(5 of 8 drawn)", StringComparison.Ordinal));
        Assert.All(finished.Lines.Where(line => line.Contains(" | exact: ", StringComparison.Ordinal)), line => Assert.Matches(Form(), line));
    }

    [Fact]
    public async Task As_json_every_comparison_is_there()
    {
        var finished = await InProcess.Invoke([.. s_small, "--json"]);
        Assert.True(finished.ExitCode == 0, finished.ToString());
        var document = JsonDocument.Parse(finished.Out).RootElement;
        var compared = document.GetProperty("cases").EnumerateArray().SelectMany(check => check.GetProperty("comparisons").EnumerateArray()).ToList();
        Assert.All(compared, e => Assert.True(e.GetProperty("relative").GetDouble() < 1e-7));
        Assert.Contains(compared, e => e.GetProperty("against").GetString() is "differences");
        Assert.Equal(0, document.GetProperty("failed").GetArrayLength());
        Assert.Equal(compared.Max(e => e.GetProperty("relative").GetDouble()), document.GetProperty("largest_relative_difference").GetDouble());
    }

    [Theory]
    [InlineData("--batch", "1")]
    [InlineData("--width", "0")]
    [InlineData("--symbols", "1")]
    [InlineData("--seed", "-1")]
    [InlineData("--depth", "many")]
    public async Task Sizes_without_a_network_are_refused(string option, string value)
    {
        var finished = await InProcess.Invoke("gradcheck", option, value);
        Assert.Equal(1, finished.ExitCode);
        Assert.Contains($"{option} is '{value}'", finished.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_wrong_gradient_is_exit_code_3_and_named(bool json)
    {
        using var output = new StringWriter();
        var display = new GradientDisplay(new Terminal(output, TextWriter.Null, IsInteractive: false, HasColours: false), json);
        var good = new GradientComparison("Linear.0.weight", GradientReference.Chain, Exact: true, Approximate: true, 0, 0, 12, 0);
        var wrong = new GradientComparison("Linear.0.bias", GradientReference.Differences, Exact: false, Approximate: false, double.NaN, double.NaN, 3, 1);
        display.Write(new GradientReport("a good network", [good], [], Holds: true));
        display.Write(new GradientReport("a bad network", [good, wrong], ["A note."], Holds: false));
        Assert.Equal(3, display.Close());
        if (json)
            Assert.Equal(["a bad network"], JsonDocument.Parse(output.ToString()).RootElement.GetProperty("failed").EnumerateArray().Select(failed => failed.GetString()));
        else
            Assert.Contains("a bad network", output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1], StringComparison.Ordinal);
        Assert.Contains(json ? "\"approximate\": false" : "differences: False", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(json, output.ToString().Contains("\"NaN\"", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^\S+( in one go)? +\| exact: (True |False) \| approximate: True  \| maxdiff: (0\.0|\d\.\de-\d+)( +\| differences: True  \| maxdiff: (0\.0|\d\.\de-\d+)( \(\d+ of \d+ (drawn|at a kink)\))*)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();
}
