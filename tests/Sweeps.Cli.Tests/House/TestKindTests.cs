using System.Text.RegularExpressions;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.House;

/// <summary>Tests that start a process say so: <see cref="TestProcess"/> fails the others when they start one, and nothing starts one without it.</summary>
public sealed partial class TestKindTests
{
    [Fact]
    public void Whatever_starts_a_process_asks_the_test_for_its_kind()
    {
        var starting = SourceTree.Files("tests").Where(file => Starts().IsMatch(File.ReadAllText(file))).ToList();
        Assert.DoesNotContain(starting, file => !File.ReadAllText(file).Contains("TestProcess.Require(", StringComparison.Ordinal) && Path.GetFileName(file) is not "TestProcess.cs");
        Assert.Contains(starting, file => Path.GetFileName(file) is "SweepsProcess.cs");
    }

    [Fact]
    public void A_test_without_a_kind_cannot_start_a_process() =>
        Assert.Contains("[Kind(", Assert.Throws<InvalidOperationException>(() => TestProcess.Start("dotnet", "--version")).Message, StringComparison.Ordinal);

    [Fact]
    [Kind(TestKind.Process)]
    public void A_test_of_one_kind_cannot_start_what_is_of_another() =>
        Assert.Throws<InvalidOperationException>(() => TestProcess.Require(TestKind.Browser));

    [GeneratedRegex(@"\bProcess\.Start\(|\bnew Process\b|\bPlaywright\.CreateAsync\(", RegexOptions.None, 1000)]
    private static partial Regex Starts();
}
