using System.Globalization;

namespace Sweeps.Cli.Output;

/// <summary>Small charts of block characters. Each column shows the mean of the values that fall into it; × is one without any finite value.</summary>
internal static class TextChart
{
    private const string Blocks = " ▁▂▃▄▅▆▇█";
    private const char Broken = '×';
    private const int Levels = 8;

    /// <summary>Bars over several lines, with the range beside them: the lowest column is one eighth of a line high, the highest fills all.</summary>
    /// <param name="height">Lines.</param>
    public static IEnumerable<string> Bars(ReadOnlySpan<float> values, int width, int height)
    {
        var columns = Columns(values, width);
        var (low, high) = Range(columns);
        var lines = new string[height];
        string[] labels = [Label(high), .. Enumerable.Repeat("", height - 2), Label(low)];
        var margin = labels.Max(label => label.Length);
        for (var line = 0; line < height; line++)
        {
            var below = (height - 1 - line) * Levels;
            var bars = columns.Select(value => Block(value, low, high, height) is var level && level < 0 ? line == height - 1 ? Broken : ' ' : Blocks[Math.Clamp(level - below, 0, Levels)]);
            lines[line] = $"{labels[line].PadLeft(margin)} │{string.Concat(bars)}".TrimEnd();
        }

        return lines;
    }

    /// <summary>One line of bars between fixed bounds.</summary>
    public static string Line(ReadOnlySpan<float> values, double low, double high, int width) =>
        string.Concat(Columns(values, width).Select(value => Block(value, low, high, height: 1) is var level && level < 0 ? Broken : Blocks[level]));

    /// <summary>Means of equally many values each; NaN where none is finite. As many as there are values, if they are fewer than the width.</summary>
    internal static double[] Columns(ReadOnlySpan<float> values, int width)
    {
        var columns = new double[Math.Min(width, values.Length)];
        for (var i = 0; i < columns.Length; i++)
        {
            var (sum, count) = (0.0, 0);
            foreach (var value in values[(int)((long)values.Length * i / columns.Length)..(int)((long)values.Length * (i + 1) / columns.Length)])
                if (float.IsFinite(value))
                    (sum, count) = (sum + value, count + 1);
            columns[i] = count == 0 ? double.NaN : sum / count;
        }

        return columns;
    }

    // From 1, so that the lowest value can be seen; −1 where there is none.
    private static int Block(double value, double low, double high, int height)
    {
        if (double.IsNaN(value))
            return -1;
        var share = high > low ? Math.Clamp((value - low) / (high - low), 0, 1) : 0;
        return 1 + (int)Math.Round(share * ((height * Levels) - 1));
    }

    private static (double Low, double High) Range(double[] columns)
    {
        var finite = Array.FindAll(columns, double.IsFinite);
        return finite.Length == 0 ? (double.NaN, double.NaN) : (finite.Min(), finite.Max());
    }

    private static string Label(double value) => double.IsNaN(value) ? "" : value.ToString("G4", CultureInfo.InvariantCulture);
}
