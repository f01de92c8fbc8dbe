namespace Sweeps.Core.Datasets.Columns;

/// <summary>A column of a table: numbers, or texts. Immutable.</summary>
/// <param name="Name">Its name in the first line.</param>
/// <param name="Numbers">A number per row, not a number where it is missing; null for a column of texts.</param>
/// <param name="Codes">A place in <paramref name="Texts"/> per row, <see cref="MissingCode"/> where it is missing; null for a column of numbers.</param>
/// <param name="Texts">The different texts in ordinal order.</param>
internal sealed record TableColumn(string Name, float[]? Numbers, ushort[]? Codes, IReadOnlyList<string> Texts)
{
    /// <summary>Different texts that a column can have.</summary>
    public const int MostTexts = 1 << 15;

    /// <summary>The code of a missing text.</summary>
    public const ushort MissingCode = ushort.MaxValue;

    /// <summary>Whether it holds texts.</summary>
    public bool IsText => Codes is not null;

    /// <summary>Rows without a value.</summary>
    public int Missing { get; init; }

    /// <summary>The line of the first row without a value.</summary>
    public int FirstMissing { get; init; }

    /// <summary>Why the column cannot be used: a sentence with the line; null if it can.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether a row has no value.</summary>
    public bool IsMissing(int row) => Codes is { } codes ? codes[row] == MissingCode : float.IsNaN(Numbers![row]);

    /// <summary>The class of a row, of a column of classes: the place of its text, or its number.</summary>
    public ushort ClassOf(int row) => Codes is { } codes ? codes[row] : (ushort)Numbers![row];

    /// <summary>The least and the greatest number; null if there is none.</summary>
    public (float Least, float Greatest)? Range()
    {
        var (least, greatest) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var number in Numbers ?? [])
        {
            // Comparisons with what is no number are false.
            if (number < least)
                least = number;
            if (number > greatest)
                greatest = number;
        }

        return least <= greatest ? (least, greatest) : null;
    }
}
