using System.Text.RegularExpressions;
using Sweeps.Tests;

namespace Sweeps.Reports.Tests.Browser;

/// <summary>The lists of views and of kinds of tables in the report's script, as its sources have them.</summary>
internal static partial class ReportSources
{
    private static readonly string s_web = Path.Combine(Repository.Root, "web", "src");

    /// <summary>The views in the order of the navigation.</summary>
    public static IReadOnlyList<(string Name, string Title)> Views { get; } = [.. Listed("views").Select(file => ViewLine().Match(File.ReadAllText(file)) is { Success: true } view
        ? (view.Groups["name"].Value, view.Groups["title"].Value)
        : throw new InvalidDataException($"{file} has no view."))];

    /// <summary>The names of the views.</summary>
    public static string[] ViewNames => [.. Views.Select(view => view.Name)];

    /// <summary>The kinds of tables in the order in which they are tried; the last, which fits every table, has no title and no text.</summary>
    public static IReadOnlyList<(string File, string? Title, string? Text)> Kinds { get; } = [.. Listed("panels/kinds").Select(file => KindLines().Match(File.ReadAllText(file)) is { Success: true } kind
        ? (Path.GetFileNameWithoutExtension(file), kind.Groups["title"].Value, kind.Groups["text"].Value)
        : (Path.GetFileNameWithoutExtension(file), (string?)null, (string?)null))];

    /// <summary>The files of a folder that its list names, in the order of the list.</summary>
    /// <param name="folder">Below the sources.</param>
    public static IReadOnlyList<string> Listed(string folder)
    {
        var index = File.ReadAllText(Path.Combine(s_web, folder, "index.js"));
        var files = ImportLine().Matches(index).ToDictionary(import => import.Groups["name"].Value, import => Path.Combine(s_web, folder, import.Groups["file"].Value), StringComparer.Ordinal);
        return [.. List().Match(index).Groups["names"].Value.Split(',', StringSplitOptions.TrimEntries).Select(name => files[name])];
    }

    /// <summary>All files of a folder but its list.</summary>
    public static IEnumerable<string> Files(string folder) => Directory.GetFiles(Path.Combine(s_web, folder), "*.js").Where(file => Path.GetFileName(file) is not "index.js");

    [GeneratedRegex(@"export const view = \{ name: '(?<name>[a-z]+)', title: '(?<title>[^']+)', render: \w+ \};", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ViewLine();

    [GeneratedRegex(@"\n  title: '(?<title>[A-Z][^']+)',\n  text: '(?<text>[A-Z][^']+\.)',\n", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex KindLines();

    [GeneratedRegex(@"import \{ \w+ as (?<name>\w+) \} from '\./(?<file>[\w-]+\.js)';", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ImportLine();

    [GeneratedRegex(@"const \w+ = \[(?<names>[^\]]+)\];", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex List();
}
