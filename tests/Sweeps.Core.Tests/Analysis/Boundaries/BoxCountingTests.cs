using Sweeps.Core.Analysis.Boundaries;

namespace Sweeps.Core.Tests.Analysis.Boundaries;

/// <summary>Box counting on shapes whose dimension is known.</summary>
public sealed class BoxCountingTests
{
    private static readonly (double Along, double Across)[] s_triadic = [(0, 0), (1.0 / 3, 0), (0.5, Math.Sqrt(3) / 6), (2.0 / 3, 0), (1, 0)];
    private static readonly (double Along, double Across)[] s_quadratic = [(0, 0), (0.25, 0), (0.25, 0.25), (0.5, 0.25), (0.5, 0), (0.5, -0.25), (0.75, -0.25), (0.75, 0), (1, 0)];

    [Theory]
    [InlineData(64)]
    [InlineData(256)]
    [InlineData(1024)]
    public void Smooth_curves_have_dimension_1(int side)
    {
        Assert.Equal(1, Dimension(side, (x, y) => x < 0.37), 0.03);
        Assert.Equal(1, Dimension(side, (x, y) => y < x), 0.1);
        Assert.Equal(1, Dimension(side, (x, y) => y < 0.2 + (0.4 * x)), 0.1);
        Assert.Equal(1, Dimension(side, (x, y) => ((x - 0.5) * (x - 0.5)) + ((y - 0.5) * (y - 0.5)) < 0.15), 0.1);
    }

    /// <summary>Eight pieces of a quarter of the length: log 8 / log 4.</summary>
    [Fact]
    public void The_quadratic_Koch_curve_has_dimension_1_5() => Assert.Equal(1.5, BoxCounting.Count(Below(Curve((0, 0.5), (1, 0.5), 5, s_quadratic), 1024), 1024).Dimension!.Value, 0.06);

    /// <summary>Four pieces of a third of the length: log 4 / log 3.</summary>
    [Fact]
    public void The_Koch_curve_has_dimension_1_26() => Assert.Equal(1.2619, BoxCounting.Count(Below(Curve((0, 0.4), (1, 0.4), 7, s_triadic), 1024), 1024).Dimension!.Value, 0.08);

    /// <summary>Eight copies of a third of the side: log 8 / log 3.</summary>
    [Fact]
    public void The_Sierpinski_carpet_has_dimension_1_89() => Assert.Equal(1.8928, Dimension(729, (x, y) => !IsHole((int)(x * 729), (int)(y * 729))), 0.06);

    /// <summary>Of four independent points all are equal with probability 1/8: nearly every square is on the boundary.</summary>
    [Fact]
    public void Points_by_chance_have_dimension_2()
    {
        var random = new Random(1);
        var values = Enumerable.Range(0, 256 * 256).Select(_ => random.Next(2) == 1).ToArray();
        var boxes = BoxCounting.Count(values, 256);
        Assert.Equal(2, boxes.Dimension!.Value, 0.05);
        Assert.Equal(7.0 / 8, (double)boxes.Squares / boxes.Of, 0.01);
    }

    /// <summary>By hand: the edge between columns 16 and 17 of 33 × 33 points.</summary>
    [Fact]
    public void Boxes_are_counted_as_by_hand()
    {
        var values = Enumerable.Range(0, 33 * 33).Select(i => i % 33 <= 16).ToArray();
        var boxes = BoxCounting.Count(values, 33);
        Assert.Equal((32, 32 * 32, 1.0), (boxes.Squares, boxes.Of, boxes.Dimension));
        Assert.Equal([1, 2, 4, 8], boxes.Sizes);
        Assert.Equal([32, 16, 8, 4], boxes.Counts);
    }

    [Fact]
    public void Where_all_are_equal_there_is_no_boundary()
    {
        var boxes = BoxCounting.Count(new bool[40 * 50], 40);
        Assert.Equal((0, 39 * 49, null), (boxes.Squares, boxes.Of, boxes.Dimension));
    }

    [Theory]
    [InlineData(32 * 40, 32)]
    [InlineData(40 * 32, 40)]
    [InlineData((40 * 40) + 1, 40)]
    public void Grids_that_are_too_small_or_have_no_whole_rows_are_refused(int points, int width) =>
        Assert.Throws<ArgumentException>(() => BoxCounting.Count(new bool[points], width));

    private static double Dimension(int side, Func<double, double, bool> isInside)
    {
        var values = new bool[side * side];
        for (var i = 0; i < values.Length; i++)
            values[i] = isInside(((i % side) + 0.5) / side, ((i / side) + 0.5) / side);
        return BoxCounting.Count(values, side).Dimension!.Value;
    }

    private static bool IsHole(int x, int y)
    {
        for (; x > 0 || y > 0; (x, y) = (x / 3, y / 3))
            if (x % 3 == 1 && y % 3 == 1)
                return true;
        return false;
    }

    /// <summary>The points below a curve from left to right, side × side of them: those from which a ray upwards crosses it an odd number of times.</summary>
    private static bool[] Below(List<(double X, double Y)> curve, int side)
    {
        var crossings = Enumerable.Range(0, side).Select(_ => new List<double>()).ToArray();
        for (var i = 1; i < curve.Count; i++)
        {
            var (a, b) = curve[i - 1].X < curve[i].X ? (curve[i - 1], curve[i]) : (curve[i], curve[i - 1]);
            for (var column = (int)Math.Ceiling((a.X * side) - 0.5); column < side && (column + 0.5) / side < b.X; column++)
                crossings[Math.Max(0, column)].Add(a.Y + ((((column + 0.5) / side) - a.X) / (b.X - a.X) * (b.Y - a.Y)));
        }

        var below = new bool[side * side];
        for (var i = 0; i < below.Length; i++)
            below[i] = crossings[i % side].Count(y => y > ((i / side) + 0.5) / side) % 2 == 1;
        return below;
    }

    private static List<(double X, double Y)> Curve((double X, double Y) from, (double X, double Y) to, int depth, (double Along, double Across)[] shape)
    {
        if (depth == 0)
            return [from, to];
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var corners = shape.Select(corner => (from.X + (corner.Along * dx) - (corner.Across * dy), from.Y + (corner.Along * dy) + (corner.Across * dx))).ToList();
        return [.. corners.Zip(corners.Skip(1), (a, b) => Curve(a, b, depth - 1, shape)).SelectMany((part, i) => i == 0 ? part : part.Skip(1))];
    }
}
