namespace Sweeps.Core.Text;

/// <summary>The names that plugins give to what definitions and tables name.</summary>
internal static class PlainName
{
    /// <summary>Whether a name is lower-case words joined by '_', the first of which begins with a letter.</summary>
    public static bool Is(string name) => name is [>= 'a' and <= 'z', ..] && name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_');
}
