using Sweeps.Numerics.Functions;

namespace Sweeps.Core.Analysis.Boundaries;

/// <summary>The boundary between the two values of a grid, and its dimension by box counting.</summary>
/// <remarks>
/// A square of four neighbouring points is on the boundary if they do not all have the same value. N(s) is the number of boxes of s × s squares with one of them, for s = 1, 2, 4, …
/// A boundary of dimension d has N(s) proportional to s⁻ᵈ. The estimate is the median of log₂ N(s) − log₂ N(2s), as in J. Sohl-Dickstein, "The boundary of neural network trainability is fractal" (2024).
/// </remarks>
/// <param name="Squares">The number of squares on the boundary.</param>
/// <param name="Of">The number of all squares.</param>
/// <param name="Sizes">The sides of boxes, in squares, ascending.</param>
/// <param name="Counts">N(s) for each of them.</param>
/// <param name="Dimension">The median slope: 1 for a smooth curve, 2 for a boundary that fills the plane. Null if there is no boundary.</param>
public sealed record BoxCounting(int Squares, int Of, IReadOnlyList<int> Sizes, IReadOnlyList<int> Counts, double? Dimension)
{
    /// <summary>Boxes along the shorter side of the largest size: with fewer, nearly every box has a part of the boundary.</summary>
    private const int FewestBoxes = 4;

    /// <summary>Points that a grid needs along its shorter side: for boxes of 1, 2, 4 and 8 squares, and so three slopes.</summary>
    public const int FewestPoints = (8 * FewestBoxes) + 1;

    /// <summary>Counts the boxes of a grid.</summary>
    /// <param name="values">Row by row.</param>
    /// <param name="width">Points of a row.</param>
    /// <exception cref="ArgumentException">The grid has fewer than <see cref="FewestPoints"/> points along a side, or its rows are not all of this width.</exception>
    public static BoxCounting Count(ReadOnlySpan<bool> values, int width)
    {
        if (width < FewestPoints || values.Length / width < FewestPoints || values.Length % width != 0)
            throw new ArgumentException($"A grid of {values.Length} points with {width} in a row is too small for box counting, or has no whole rows.", nameof(values));
        var (across, down) = (width - 1, (values.Length / width) - 1);
        var boxes = new bool[across * down];
        for (var y = 0; y < down; y++)
        {
            var upper = values.Slice(y * width, width);
            var lower = values.Slice((y + 1) * width, width);
            for (var x = 0; x < across; x++)
                boxes[(y * across) + x] = upper[x] != upper[x + 1] || upper[x] != lower[x] || upper[x] != lower[x + 1];
        }

        var (sizes, counts) = (new List<int>(), new List<int>());
        for (var size = 1; size * FewestBoxes <= Math.Min(width, values.Length / width) - 1; size *= 2)
        {
            if (size > 1)
                (boxes, across, down) = Halved(boxes, across, down);
            sizes.Add(size);
            counts.Add(boxes.AsSpan().Count(true));
        }

        return new BoxCounting(counts[0], (width - 1) * ((values.Length / width) - 1), sizes, counts, counts[0] == 0 ? null : MedianSlope(counts));
    }

    /// <summary>Boxes of twice the side; those at the right and lower edge may be half outside.</summary>
    private static (bool[] Boxes, int Across, int Down) Halved(bool[] boxes, int across, int down)
    {
        var (halfAcross, halfDown) = ((across + 1) / 2, (down + 1) / 2);
        var halved = new bool[halfAcross * halfDown];
        for (var y = 0; y < down; y++)
            for (var x = 0; x < across; x++)
                halved[(y / 2 * halfAcross) + (x / 2)] |= boxes[(y * across) + x];
        return (halved, halfAcross, halfDown);
    }

    private static double MedianSlope(List<int> counts)
    {
        var slopes = counts.Zip(counts.Skip(1), (fine, coarse) => Elementary.Log((double)fine / coarse) / Elementary.Log(2)).Order().ToList();
        return (slopes[(slopes.Count - 1) / 2] + slopes[slopes.Count / 2]) / 2;
    }
}
