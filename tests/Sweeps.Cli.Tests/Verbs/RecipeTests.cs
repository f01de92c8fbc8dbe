using System.Text.RegularExpressions;
using Sweeps.Cli.Tests.Processes;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Verbs;

/// <summary>The recipes in docs/definition.md can be run as they stand there.</summary>
[Kind(TestKind.Long)]
public sealed partial class RecipeTests
{
    [Fact]
    public async Task Each_of_them_runs_without_a_warning()
    {
        using var at = new Workspace();
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "definition.md"));
        var start = page.IndexOf("\n## Recipes\n", StringComparison.Ordinal);
        var blocks = Block().Matches(page[start..page.IndexOf("\n## ", start + 4, StringComparison.Ordinal)]);
        foreach (Match block in blocks)
            await File.WriteAllTextAsync(at.In(block.Groups["file"].Value), block.Groups["yaml"].Value, TestContext.Current.CancellationToken);
        var recipes = blocks.Where(block => ("\n" + block.Groups["yaml"].Value).Contains("\nname: ", StringComparison.Ordinal)).Select(block => block.Groups["file"].Value).ToList();
        Assert.Equal(5, recipes.Count);
        foreach (var recipe in recipes)
        {
            var result = await InProcess.Invoke("run", at.In(recipe), "--out", at.In("o"), "--quiet");
            Assert.True(result is { ExitCode: 0, Error: "" }, $"{recipe}: {result}");
            Assert.NotEmpty((await InProcess.Invoke("summary", at.In("o", Path.GetFileNameWithoutExtension(recipe)))).Out);
        }
    }

    [GeneratedRegex(@"```yaml\n# (?<file>[a-z]+\.yaml)\n(?<yaml>[^`]+)```", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Block();
}
