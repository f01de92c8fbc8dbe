using System.CommandLine;
using Sweeps.Cli.Arguments.Completing;

namespace Sweeps.Cli.Arguments;

/// <summary>The option <c>--to</c>: where a verb writes; null if it is not given.</summary>
internal static class TargetOption
{
    private const string Name = "--to";

    /// <param name="description">What is written, and the default.</param>
    /// <param name="extension">How the file's name ends, with the dot.</param>
    public static Option<string?> File(string description, string extension) =>
        new Option<string?>(Name) { Description = description, HelpName = "FILE" }.NotEmpty("a file").Suggest(at => PathSuggestions.Files(at, extension));

    /// <param name="description">What is written, and the default.</param>
    public static Option<string?> Folder(string description) =>
        new Option<string?>(Name) { Description = description, HelpName = "FOLDER" }.NotEmpty("a folder").Suggest(PathSuggestions.Within);
}
