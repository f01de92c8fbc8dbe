using Sweeps.Training;

namespace Sweeps.Core.Datasets.Columns;

/// <summary>
/// The numbers that a network sees of each row. A missing number is replaced by the column's mean over the training split; with standardize, the mean is subtracted and
/// the difference divided by the standard deviation, both rounded to float32 first. The deviation is that of all rows of the split (divided by their number, after
/// missing numbers were replaced); that of a column with one value is taken for 1. A text is 1 in its own place and 0 in those of the column's other texts.
/// </summary>
internal sealed class FeatureScaling
{
    private readonly (TableColumn Column, int Place)[] _features;
    private readonly float[] _means;
    private readonly float[] _scales;
    private readonly bool _standardize;
    private readonly bool _fills;

    /// <param name="train">Rows of the training split.</param>
    public FeatureScaling(IReadOnlyList<TableColumn> columns, TableLayout layout, DataSettings settings, ReadOnlySpan<int> train)
    {
        Width = layout.Width;
        _standardize = settings.Standardize;
        _fills = settings.Missing is "mean" && layout.Features.Any(place => columns[place].Missing > 0);
        _means = new float[Width];
        _scales = new float[Width];
        Array.Fill(_scales, 1);
        _features = new (TableColumn, int)[layout.Features.Count];
        var next = 0;
        foreach (var (i, feature) in layout.Features.Index())
        {
            var column = columns[feature];
            _features[i] = (column, next);
            if (!column.IsText && (_standardize || _fills))
                (_means[next], _scales[next]) = Moments(column.Numbers!, train);
            next += column.IsText ? column.Texts.Count : 1;
        }
    }

    /// <summary>Numbers of a row.</summary>
    public int Width { get; }

    /// <summary>Places of numbers that are the same in all rows of the training split.</summary>
    public static IReadOnlyList<int> Constant(IReadOnlyList<TableColumn> columns, TableLayout layout, ReadOnlySpan<int> train)
    {
        var constant = new List<int>();
        foreach (var place in layout.Features)
        {
            var column = columns[place];
            var isConstant = train.Length > 0;
            for (var i = 1; i < train.Length && isConstant; i++)
                isConstant = column.Codes is { } codes
                    ? codes[train[i]] == codes[train[0]]
                    : column.Numbers![train[i]].Equals(column.Numbers[train[0]]);
            if (isConstant)
                constant.Add(place);
        }

        return constant;
    }

    /// <summary>What a user needs besides the weights to show new rows to a network: <c>Features.mean</c> and <c>Features.scale</c>; none if columns are taken as they are.</summary>
    public IReadOnlyList<NamedTensor> Tensors() =>
        _standardize || _fills ? [new("Features.mean", [Width], _means), new("Features.scale", [Width], _standardize ? _scales : [.. Enumerable.Repeat(1f, Width)])] : [];

    /// <summary>The numbers of rows, row by row.</summary>
    public float[] Apply(ReadOnlySpan<int> rows)
    {
        var numbers = new float[(long)rows.Length * Width];
        foreach (var (column, place) in _features)
        {
            if (column.Codes is { } codes)
            {
                for (var i = 0; i < rows.Length; i++)
                    numbers[((long)i * Width) + place + codes[rows[i]]] = 1;
                continue;
            }

            var values = column.Numbers!;
            var (mean, scale) = (_means[place], _scales[place]);
            for (var i = 0; i < rows.Length; i++)
            {
                var value = values[rows[i]];
                if (float.IsNaN(value))
                    value = mean;
                numbers[((long)i * Width) + place] = _standardize ? (value - mean) / scale : value;
            }
        }

        return numbers;
    }

    private static (float Mean, float Deviation) Moments(ReadOnlySpan<float> numbers, ReadOnlySpan<int> rows)
    {
        var (sum, count) = (0.0, 0);
        foreach (var row in rows)
        {
            if (float.IsNaN(numbers[row]))
                continue;
            sum += numbers[row];
            count++;
        }

        var mean = count == 0 ? 0 : sum / count;
        var squares = 0.0;
        foreach (var row in rows)
            if (!float.IsNaN(numbers[row]))
                squares += (numbers[row] - mean) * (numbers[row] - mean);
        var deviation = (float)Math.Sqrt(squares / Math.Max(1, rows.Length));
        return ((float)mean, deviation > 0 ? deviation : 1);
    }
}
