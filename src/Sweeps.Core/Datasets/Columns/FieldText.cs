using System.Globalization;

namespace Sweeps.Core.Datasets.Columns;

/// <summary>What a field of a table says.</summary>
internal static class FieldText
{
    /// <summary>Texts that stand for a missing value, in any case; an empty field does, too.</summary>
    private static readonly string[] s_missing = ["NA", "N/A", "NaN", "null", "?"];

    /// <param name="field">Without spaces around it.</param>
    public static bool IsMissing(ReadOnlySpan<char> field)
    {
        if (field.IsEmpty)
            return true;
        foreach (var text in s_missing)
            if (field.Equals(text, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    /// <summary>A finite float32; false for everything else.</summary>
    public static bool TryNumber(ReadOnlySpan<char> field, out float number) =>
        float.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && float.IsFinite(number);

    /// <summary>Whether a field was meant as a number: one that is too large, or one with a decimal comma, is none that can be used.</summary>
    public static bool LooksNumeric(ReadOnlySpan<char> field) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _) || NumberForm.Flaw(field) is not null;
}
