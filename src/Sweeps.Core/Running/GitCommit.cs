using System.Text;
using Sweeps.Core.Files;

namespace Sweeps.Core.Running;

/// <summary>Reads the current commit of a folder's repository from its files, so that git need not be installed.</summary>
internal static class GitCommit
{
    private const int MaximumReferences = 5;
    private const string ReferencePrefix = "ref: ";

    /// <returns>The hash of the commit, or null if the folder is in no readable repository.</returns>
    public static string? Of(string folder)
    {
        try
        {
            for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            {
                var git = Path.Combine(at.FullName, ".git");
                if (FileProbe.IsFolder(git))
                    return Resolve(git);
                // In a work tree, .git is a file with the path of the tree's state in the repository.
                if (Text(git) is { } text && text.StartsWith("gitdir: ", StringComparison.Ordinal))
                    return Resolve(Path.GetFullPath(text["gitdir: ".Length..], at.FullName));
            }
        }
        catch (Exception exception) when (exception is StorageException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            // The commit is optional information.
        }

        return null;
    }

    private static string? Resolve(string git)
    {
        var common = Text(Path.Combine(git, "commondir")) is { } pointer ? Path.GetFullPath(pointer, git) : git;
        var text = Text(Path.Combine(git, "HEAD")) ?? "";
        for (var i = 0; i < MaximumReferences && text.StartsWith(ReferencePrefix, StringComparison.Ordinal); i++)
        {
            var name = text[ReferencePrefix.Length..];
            if (new[] { git, common }.Select(root => Text(Path.Combine(root, name))).FirstOrDefault(loose => loose is not null) is not { } found)
                return Packed(common, name);
            text = found;
        }

        return IsHash(text) ? text : null;
    }

    private static string? Packed(string common, string name)
    {
        return Text(Path.Combine(common, "packed-refs")) is { } packed
            ? packed.Split('\n').Select(line => line.Split(' ')).FirstOrDefault(parts => parts.Length == 2 && string.Equals(parts[1], name, StringComparison.Ordinal) && IsHash(parts[0]))?[0]
            : null;
    }

    /// <summary>A file's text; null if there is no such file.</summary>
    /// <exception cref="StorageException">It is no regular file, so that reading could block, or it cannot be read.</exception>
    private static string? Text(string path) => FileReading.BytesIfThere(path) is { } bytes ? Encoding.UTF8.GetString(bytes).Trim() : null;

    private static bool IsHash(string text) => text.Length is 40 or 64 && !text.AsSpan().ContainsAnyExcept("0123456789abcdef");
}
