using Sweeps.Core.Text;
using Sweeps.Core.Yaml;

namespace Sweeps.Core.Definitions.Sections;

/// <summary>Names that become a folder or a file on every system, and cannot lead elsewhere.</summary>
internal static class NameRules
{
    public const int Longest = 100;
    public const string Allowed = "letters, digits, '-', '_' and '.', beginning with a letter, a digit or '_'";

    private static readonly HashSet<string> Devices = new(
        [
            "CON", "PRN", "AUX", "NUL", "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9",
            "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> s_tables = new(["runs", "losses", "timings", "summary"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of a sweep: of its folder.</summary>
    public static string? ReadSweep(Node? node, SourceMark root, ErrorList errors)
    {
        if (Reading.IsNothing(node))
        {
            errors.Add(node?.Mark ?? root, $"the definition has no 'name'; it names the results folder: {Allowed}");
            return null;
        }

        return Read(node!, "name", Allowed, "-_.", errors);
    }

    /// <summary>The name of a handler: of its table.</summary>
    public static string? ReadTable(Node node, ErrorList errors) =>
        Read(node, "name", "letters, digits, '-' and '_', beginning with a letter, a digit or '_'", "-_", errors);

    /// <summary>Whether a table that every sweep has is called so.</summary>
    public static bool IsTable(string name) => s_tables.Contains(name);

    private static string? Read(Node node, string key, string allowed, string signs, ErrorList errors)
    {
        if (node is not ScalarNode scalar || Scalars.KindOf(scalar) != ScalarKind.Text)
        {
            var hint = node is ScalarNode { Text.Length: > 0 } ? "; put it into quotes" : "";
            errors.Add(node.Mark, $"{key} is {node.Described}; it must be a text{hint}");
            return null;
        }

        var name = scalar.Text;
        var problem = name.Length is 0 or > Longest ? $"it must have 1 to {Longest} characters"
            : !name.All(letter => char.IsAsciiLetterOrDigit(letter) || signs.Contains(letter, StringComparison.Ordinal)) || name[0] is '.' or '-' ? $"allowed are {allowed}"
            : name[^1] == '.' ? "it cannot end with a '.', which Windows drops"
            : Devices.Contains(name.Split('.')[0]) ? "Windows keeps this name for a device"
            : null;
        if (problem is null)
            return name;
        var other = Other(name, signs);
        errors.Add(node.Mark, $"the name {Wording.Quote(name)} cannot be that of a folder or file: {problem}{(other.Length > 0 ? $"; write {other}" : "")}");
        return null;
    }

    // Spaces become dashes; other characters have no obvious replacement.
    private static string Other(string name, string signs)
    {
        var other = name.Trim().Replace(' ', '-');
        return name.Contains(' ', StringComparison.Ordinal) && other.Length is > 0 and <= Longest && char.IsAsciiLetterOrDigit(other[0]) && char.IsAsciiLetterOrDigit(other[^1])
            && other.All(letter => char.IsAsciiLetterOrDigit(letter) || signs.Contains(letter, StringComparison.Ordinal)) && !Devices.Contains(other.Split('.')[0])
            ? other
            : "";
    }
}
