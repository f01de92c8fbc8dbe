namespace Sweeps.Tests;

/// <summary>Places in the repository, and beside it.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(folder => File.Exists(Path.Combine(folder, "Sweeps.sln")))
        ?? throw new InvalidOperationException("The tests are not under the project's folder.");

    /// <summary>A file of the folder 'shared' beside the project; the test is skipped where there is none.</summary>
    public static string Shared(params string[] path)
    {
        var folder = Find(candidate => Directory.Exists(Path.Combine(candidate, "shared", "goldens")));
        Assert.SkipWhen(folder is null, "There is no folder 'shared' beside the project.");
        return Path.Combine([folder!, "shared", .. path]);
    }

    /// <summary>The programs in Node; the test is skipped where they are not installed.</summary>
    public static string Readers()
    {
        var folder = Path.Combine(Root, "tests", "readers");
        Assert.SkipWhen(!Directory.Exists(Path.Combine(folder, "node_modules")), "tests/readers/node_modules is missing: run 'npm ci' in tests/readers.");
        return folder;
    }

    private static string? Find(Func<string, bool> isIt)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (isIt(folder.FullName))
                return folder.FullName;
        return null;
    }
}
