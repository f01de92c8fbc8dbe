using System.CommandLine.Completions;
using Sweeps.Core.Files;

namespace Sweeps.Cli.Arguments.Completing;

/// <summary>Suggests files and folders.</summary>
internal static class PathSuggestions
{
    /// <summary>Files with one of these endings, and the folders on the way to such; files of any name without endings.</summary>
    public static IEnumerable<Suggestion> Files(CompletionContext context, params string[] endings)
    {
        var (before, folder) = Place(context);
        return Folders.Files(folder)
            .Where(file => endings.Length == 0 || endings.Any(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            .Select(file => before + Path.GetFileName(file))
            .Where(path => IsMeant(path, context))
            .Select(path => new Suggestion(path))
            .Concat(Within(context));
    }

    /// <summary>Definitions, and the folders on the way to them.</summary>
    public static IEnumerable<Suggestion> Definitions(CompletionContext context) => Files(context, ".yaml", ".yml");

    /// <summary>Folders; the word goes on in each.</summary>
    public static IEnumerable<Suggestion> Within(CompletionContext context)
    {
        var (before, folder) = Place(context);
        return Folders.Within(folder).Select(within => before + Path.GetFileName(within)).Where(path => IsMeant(path, context)).Select(path => new Suggestion(path + "/"));
    }

    /// <summary>What the word begins with, up to the last '/', and the folder that this is.</summary>
    private static (string Before, string Folder) Place(CompletionContext context)
    {
        var typed = context.WordToComplete;
        var before = typed[..(typed.LastIndexOf('/') + 1)];
        return (before, before.Length == 0 ? "." : before);
    }

    // Hidden files are for those who begin to type their names.
    private static bool IsMeant(string path, CompletionContext context) =>
        path[(path.LastIndexOf('/') + 1)] is not '.' || context.WordToComplete[(context.WordToComplete.LastIndexOf('/') + 1)..].StartsWith('.');
}
