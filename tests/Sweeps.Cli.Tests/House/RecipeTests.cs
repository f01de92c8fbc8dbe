using System.Text.RegularExpressions;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.House;

/// <summary>What the recipes of CONTRIBUTING.md name is there.</summary>
public sealed partial class RecipeTests
{
    private static readonly string[] s_rows = [.. File.ReadLines(Path.Combine(Repository.Root, "CONTRIBUTING.md"))
        .SkipWhile(line => !line.StartsWith("| to add", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'))];

    [Fact]
    public void Every_recipe_names_folders_and_lists_that_there_are()
    {
        Assert.InRange(s_rows.Length, 17, 40);
        var sources = SourceTree.Files("src").Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')).ToList();
        Assert.InRange(s_rows.Sum(row => Place().Count(row)), 34, 200);
        foreach (var row in s_rows)
        {
            var cells = row.Split('|');
            foreach (Match path in Place().Matches(cells[2] + cells[3]))
            {
                var named = path.Groups["path"].Value;
                var isThere = named.Contains("NAME", StringComparison.Ordinal)
                    ? Directory.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(named)!))
                    : named.Contains('/', StringComparison.Ordinal)
                    ? File.Exists(Path.Combine(Repository.Root, named))
                    : sources.Exists(file => file.EndsWith($"/{named}", StringComparison.Ordinal));
                Assert.True(isThere, $"The recipe for {cells[1].Trim()} names {named}, which is not there.");
            }
        }
    }

    [GeneratedRegex("`(?<path>[A-Za-z./]+\\.(?:cs|js))`", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Place();
}
