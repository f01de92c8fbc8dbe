using System.Globalization;

namespace Sweeps.Core.Files;

/// <summary>Converts a run's 16 hexadecimal digits to a number and back, for indexes with a million runs.</summary>
internal static class RunId
{
    private const int Digits = 16;

    public static bool IsValid(string run) => TryParse(run, out _);

    public static ulong Parse(string run) => TryParse(run, out var id)
        ? id
        : throw new FormatException($"'{run}' is not a run's id: 16 hexadecimal digits, lower case.");

    public static string Format(ulong id) => id.ToString("x16", CultureInfo.InvariantCulture);

    public static bool TryParse(string run, out ulong id)
    {
        id = 0;
        return run.Length == Digits
            && !run.AsSpan().ContainsAnyExcept("0123456789abcdef")
            && ulong.TryParse(run, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out id);
    }
}
