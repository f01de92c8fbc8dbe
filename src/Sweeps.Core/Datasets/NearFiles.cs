using Sweeps.Core.Files;
using Sweeps.Core.Text;

namespace Sweeps.Core.Datasets;

/// <summary>Files that a source may mean that names none: the end of a message, or null.</summary>
internal static class NearFiles
{
    /// <summary>Files of a folder that are looked at.</summary>
    private const int MostFiles = 1000;

    /// <summary>What is certain: another spelling of a file's name, or another place.</summary>
    /// <param name="baseFolder">What a relative path is relative to: the definition's folder.</param>
    /// <param name="folders">Other folders with lists.</param>
    public static string? Same(string source, string baseFolder, IReadOnlyList<string> folders)
    {
        if (source.Contains("://", StringComparison.Ordinal))
            return "; a list is a file on this machine: download it, and name the file";
        if (source.StartsWith('~'))
            return "; '~' stands for no folder here: write the path out";
        var found = Find(source, baseFolder, folders, (name, files) =>
            files.Find(file => string.Equals(file, name, StringComparison.OrdinalIgnoreCase))
            ?? files.Find(file => string.Equals(Path.GetFileNameWithoutExtension(file), name, StringComparison.OrdinalIgnoreCase))
            ?? files.Find(file => string.Equals(Path.GetFileNameWithoutExtension(file), Path.GetFileNameWithoutExtension(name), StringComparison.OrdinalIgnoreCase)));
        // Paths are often written from where the command is called.
        return found ?? (!Path.IsPathRooted(source) && FileProbe.SeemsReadable(source)
            ? $"; a path is relative to the definition's folder: write {Wording.Quote(Path.GetRelativePath(baseFolder, source))}"
            : null);
    }

    /// <summary>A file whose name is a misspelling away.</summary>
    public static string? Nearest(string source, string baseFolder, IReadOnlyList<string> folders) => Find(source, baseFolder, folders, NearestName.Of);

    private static string? Find(string source, string baseFolder, IReadOnlyList<string> folders, Func<string, List<string>, string?> choose)
    {
        var last = Math.Max(source.LastIndexOf('/'), source.LastIndexOf('\\')) + 1;
        foreach (var folder in folders.Prepend(baseFolder))
            if (choose(source[last..], Files(Path.Combine(folder, source[..last]))) is { } file)
                return $"; did you mean {Wording.Quote(source[..last] + file)}?";
        return null;
    }

    private static List<string> Files(string folder)
    {
        try
        {
            // The definition itself lies there, too.
            return [.. Folders.Files(folder).Take(MostFiles).Select(file => Path.GetFileName(file)).Where(file => Path.GetExtension(file) is not (".yaml" or ".yml"))];
        }
        catch (Exception e) when (e is StorageException or ArgumentException)
        {
            // Only a hint is lost.
            return [];
        }
    }
}
