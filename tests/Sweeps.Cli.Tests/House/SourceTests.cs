using Sweeps.Tests;

namespace Sweeps.Cli.Tests.House;

public sealed class SourceTests
{
    private const int MostLines = 400;

    private static IEnumerable<string> All => new[] { "src", "tests", "samples", "bench" }
        .Where(folder => Directory.Exists(Path.Combine(Repository.Root, folder)))
        .SelectMany(SourceTree.Files);

    [Fact]
    public void No_file_is_longer_than_one_sitting()
    {
        var tooLong = All.Where(file => File.ReadLines(file).Count() > MostLines).Select(Relative);
        Assert.Empty(tooLong);
        Assert.True(All.Count() > 100);
    }

    /// <summary>But for the engine, whose layers, norms, losses and optimizers are all written with the same few namespaces.</summary>
    [Fact]
    public void Every_file_names_what_it_uses()
    {
        Assert.Empty(All.Where(file => File.ReadLines(file).Any(line => line.StartsWith("global using Sweeps", StringComparison.Ordinal))).Select(Relative));
        var projects = Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(Repository.Root, "*.props", SearchOption.AllDirectories));
        Assert.Equal([Path.Combine("src", "Sweeps.Engine", "Sweeps.Engine.csproj")], projects.Where(file => !file.Contains("node_modules", StringComparison.Ordinal) && File.ReadAllText(file).Contains("Using Include=\"Sweeps", StringComparison.Ordinal)).Select(Relative));
    }

    [Fact]
    public void Namespaces_mirror_folders()
    {
        var wrong = new List<string>();
        foreach (var file in SourceTree.Files("src"))
        {
            var folder = Path.GetRelativePath(Path.Combine(Repository.Root, "src"), Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '.');
            var named = File.ReadLines(file).FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal));
            if (named is not null && !string.Equals(named, $"namespace {folder};", StringComparison.Ordinal))
                wrong.Add($"{Relative(file)}: {named}");
        }

        Assert.Empty(wrong);
    }

    private static string Relative(string file) => Path.GetRelativePath(Repository.Root, file);
}
