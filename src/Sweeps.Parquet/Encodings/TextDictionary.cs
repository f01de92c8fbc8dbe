using Sweeps.Parquet.Buffers;

namespace Sweeps.Parquet.Encodings;

/// <summary>The distinct texts of a column, in the order of their first appearance.</summary>
internal sealed class TextDictionary
{
    /// <summary>A dictionary is not allowed to become larger than this, in UTF-8.</summary>
    public const int MaximumBytes = 1 << 20;

    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    /// <summary>Finds each text's place and appends the distinct ones in plain encoding.</summary>
    /// <returns>The number of distinct texts, or -1 if they are too many bytes.</returns>
    public int Build(ReadOnlySpan<string> values, Span<int> places, GrowingBuffer distinct)
    {
        _places.Clear();
        for (var i = 0; i < values.Length; i++)
        {
            // Rows of one run share one instance.
            if (i > 0 && ReferenceEquals(values[i], values[i - 1]))
            {
                places[i] = places[i - 1];
                continue;
            }

            if (values[i] is null || !_places.TryGetValue(values[i], out places[i]))
            {
                PlainEncoder.Encode(values[i], distinct);
                if (distinct.Length > MaximumBytes)
                    return -1;
                places[i] = _places.Count;
                _places.Add(values[i], places[i]);
            }
        }

        return _places.Count;
    }
}
