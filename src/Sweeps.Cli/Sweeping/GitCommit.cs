namespace Sweeps.Cli.Sweeping;

/// <summary>Which commit a folder's repository stands at, read from its files: git itself need not be installed.</summary>
internal static class GitCommit
{
    private const int MaximumReferences = 5;
    private const string ReferencePrefix = "ref: ";

    /// <returns>The commit's hash, or null if the folder lies in no repository that can be read.</returns>
    public static string? Of(string folder)
    {
        try
        {
            for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            {
                var git = Path.Combine(at.FullName, ".git");
                if (Directory.Exists(git))
                    return Resolve(git);
                // In a work tree it is a file that says where the repository keeps this tree's state.
                if (File.Exists(git) && File.ReadAllText(git).Trim() is var text && text.StartsWith("gitdir: ", StringComparison.Ordinal))
                    return Resolve(Path.GetFullPath(text["gitdir: ".Length..], at.FullName));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Knowing the commit is a courtesy.
        }

        return null;
    }

    private static string? Resolve(string git)
    {
        var common = Path.Combine(git, "commondir") is var pointer && File.Exists(pointer)
            ? Path.GetFullPath(File.ReadAllText(pointer).Trim(), git)
            : git;
        var text = File.ReadAllText(Path.Combine(git, "HEAD")).Trim();
        for (var i = 0; i < MaximumReferences && text.StartsWith(ReferencePrefix, StringComparison.Ordinal); i++)
        {
            var name = text[ReferencePrefix.Length..];
            var loose = new[] { git, common }.Select(root => Path.Combine(root, name)).FirstOrDefault(File.Exists);
            if (loose is null)
                return Packed(common, name);
            text = File.ReadAllText(loose).Trim();
        }

        return IsHash(text) ? text : null;
    }

    private static string? Packed(string common, string name)
    {
        var packed = Path.Combine(common, "packed-refs");
        return File.Exists(packed)
            ? File.ReadLines(packed).Select(line => line.Split(' ')).FirstOrDefault(parts => parts.Length == 2 && string.Equals(parts[1], name, StringComparison.Ordinal) && IsHash(parts[0]))?[0]
            : null;
    }

    private static bool IsHash(string text) => text.Length is 40 or 64 && !text.AsSpan().ContainsAnyExcept("0123456789abcdef");
}
