using System.Globalization;
using System.Text;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;
using Sweeps.Core.Text;
using Sweeps.Numerics.Functions;

namespace Sweeps.Reports.Plots;

/// <summary>Draws a figure as SVG: the same bytes for the same figure.</summary>
internal static class SvgPlot
{
    /// <summary>How every plot begins, so that an earlier one can be told from other files.</summary>
    public static ReadOnlySpan<byte> Beginning => "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"no\"?>\n<!-- A plot by sweeps. -->\n"u8;

    // The widths of its letters are known where the plot is laid out.
    private const string Font = "Arial";
    private const string FontAndAlternatives = "Arial, Helvetica, sans-serif";

    // Okabe and Ito, “Color Universal Design”: told apart by people with each kind of colour blindness.
    private static readonly OxyColor[] s_colors = [.. new[] { "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000", "#b0a800" }.Select(OxyColor.Parse)];
    private static readonly MarkerType[] s_markers = [MarkerType.Circle, MarkerType.Square, MarkerType.Triangle, MarkerType.Diamond];
    private static readonly OxyColor s_grid = OxyColor.FromRgb(0xe3, 0xe3, 0xe3);
    private static readonly OxyColor s_faint = OxyColor.FromRgb(0x66, 0x66, 0x66);

    public static byte[] Draw(PlotFigure figure, PlotRequest request)
    {
        var vertical = VerticalAxis(figure);
        var model = new PlotModel
        {
            Title = Texts.Plain(request.Title ?? TitleOf(figure)),
            TitleFontWeight = FontWeights.Normal,
            TitleFontSize = 16,
            Background = OxyColors.White,
            Culture = CultureInfo.InvariantCulture,
            DefaultFont = Font,
        };
        model.Axes.Add(HorizontalAxis(figure));
        model.Axes.Add(vertical);
        var lost = LostMark(figure);
        if (figure.Color is not null || lost is not null)
            model.Legends.Add(new Legend { LegendPosition = LegendPosition.RightTop, LegendPlacement = LegendPlacement.Outside, LegendLineSpacing = 7, LegendMargin = 12 });
        if (figure.Chance is { } chance)
            model.Annotations.Add(new LineAnnotation { Type = LineAnnotationType.Horizontal, Y = chance, LineStyle = LineStyle.Dash, Color = s_faint, Text = $"chance {ShortNumber.Of(chance)}", TextColor = s_faint });
        foreach (var (number, series) in figure.Series.Index())
            AddSeries(model, figure, series, number, vertical.Maximum - ((vertical.Maximum - vertical.Minimum) * (0.02 + (0.03 * number))));
        if (lost is not null)
            model.Series.Add(lost);
        if (figure.Best is var (best, point))
            model.Annotations.Add(new PointAnnotation { X = At(figure, point, best), Y = point.Mean!.Value, Shape = MarkerType.Circle, Size = 9, Fill = OxyColors.Transparent, Stroke = OxyColors.Black, StrokeThickness = 1.5, Text = $"best: {WithHalf(point)}", TextColor = OxyColors.Black });

        using var stream = new MemoryStream();
        new SvgExporter { Width = request.Width, Height = request.Height, UseVerticalTextAlignmentWorkaround = true, TextMeasurer = new PixelText(request.Width, request.Height) }.Export(model, stream);
        var text = Encoding.UTF8.GetString(stream.ToArray()).TrimStart('\uFEFF').ReplaceLineEndings("\n");
        text = text.Replace($"font-family=\"{Font}\"", $"font-family=\"{FontAndAlternatives}\"", StringComparison.Ordinal);
        return [.. Beginning, .. Encoding.UTF8.GetBytes(text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..])];
    }

    private static string TitleOf(PlotFigure figure) =>
        figure.X.Length == 0 ? figure.Y : $"{figure.Y} against {figure.X}{(figure.Color is null ? "" : $" and {figure.Color}")}";

    /// <summary>What the points are.</summary>
    private static string QuantityOf(PlotFigure figure)
    {
        var points = figure.Series.SelectMany(series => series.Points).ToList();
        return figure.Y + (points.Exists(point => point.HalfWidth is not null) ? ", mean ± 95 % over seeds" : points.Exists(point => point.Runs > 1) ? ", mean over runs" : "");
    }

    private static Axis HorizontalAxis(PlotFigure figure)
    {
        Axis axis;
        if (!figure.IsNumeric)
        {
            var categories = new CategoryAxis { GapWidth = 0.5 };
            categories.Labels.AddRange(figure.Values.Select(PlotFigure.Shown));
            axis = categories;
        }
        else
        {
            var isLogarithmic = figure.IsLogarithmic;
            axis = isLogarithmic ? new LogarithmicAxis() : new LinearAxis();
            var (least, most) = (PlotFigure.Number(figure.Values[0]), PlotFigure.Number(figure.Values[^1]));
            var margin = isLogarithmic ? Elementary.Exp(0.04 * Elementary.Log(most / least)) : most > least ? (most - least) * 0.04 : 1;
            (axis.Minimum, axis.Maximum) = isLogarithmic ? (least / margin, most * margin) : (least - margin, most + margin);
            axis.MajorGridlineStyle = LineStyle.Solid;
            axis.MajorGridlineColor = s_grid;
        }

        axis.Position = AxisPosition.Bottom;
        axis.Title = figure.X;
        return axis;
    }

    /// <summary>From the lowest to the highest end of an interval, with room for what stands at the top.</summary>
    private static LinearAxis VerticalAxis(PlotFigure figure)
    {
        var points = figure.Series.SelectMany(series => series.Points).Where(point => point.Mean is not null).ToList();
        var (least, most) = (figure.Chance ?? double.PositiveInfinity, figure.Chance ?? double.NegativeInfinity);
        foreach (var point in points)
            (least, most) = (Math.Min(least, point.Mean!.Value - (point.HalfWidth ?? 0)), Math.Max(most, point.Mean.Value + (point.HalfWidth ?? 0)));
        if (least > most)
            (least, most) = (0, 1);
        var margin = most > least ? (most - least) * 0.08 : Math.Max(Math.Abs(most) * 0.05, 1e-12);
        return new LinearAxis { Position = AxisPosition.Left, Title = QuantityOf(figure), Minimum = least - margin, Maximum = most + (2 * margin), MajorGridlineStyle = LineStyle.Solid, MajorGridlineColor = s_grid, AxisTitleDistance = 10 };
    }

    /// <param name="top">Where the marks of what diverged or failed stand: those of several series one below the other.</param>
    private static void AddSeries(PlotModel model, PlotFigure figure, PlotSeries series, int number, double top)
    {
        var color = s_colors[number % s_colors.Length];
        var marker = s_markers[number / s_colors.Length % s_markers.Length];
        var line = new LineSeries { Title = Texts.Plain(series.Name), Color = figure.IsNumeric ? color : OxyColors.Transparent, MarkerFill = color, MarkerType = marker, MarkerSize = 4, StrokeThickness = 1.8, RenderInLegend = figure.Color is not null };
        var intervals = new ScatterErrorSeries { MarkerType = MarkerType.None, ErrorBarColor = color, ErrorBarStrokeThickness = 1.2, ErrorBarStopWidth = 4, RenderInLegend = false };
        var lost = new ScatterSeries { MarkerType = MarkerType.Cross, MarkerStroke = color, MarkerStrokeThickness = 2, MarkerSize = 5, RenderInLegend = false };
        foreach (var point in series.Points)
        {
            var x = At(figure, point, number);
            line.Points.Add(new DataPoint(x, point.Mean ?? double.NaN));
            if (point is { Mean: { } mean, HalfWidth: { } half })
                intervals.Points.Add(new ScatterErrorPoint(x, mean, 0, 2 * half));
            if (point.Lost > 0)
                lost.Points.Add(new ScatterPoint(x, top));
        }

        model.Series.Add(line);
        model.Series.Add(intervals);
        model.Series.Add(lost);
    }

    /// <summary>The entry of the legend for what stands at the top; null if nothing does.</summary>
    private static ScatterSeries? LostMark(PlotFigure figure) => figure.Series.Any(series => series.Points.Any(point => point.Lost > 0))
        ? new ScatterSeries { Title = "diverged or failed", MarkerType = MarkerType.Cross, MarkerStroke = s_faint, MarkerStrokeThickness = 2, MarkerSize = 5 }
        : null;

    /// <summary>The place along the horizontal axis: categories have the points of several series side by side.</summary>
    private static double At(PlotFigure figure, PlotPoint point, int series) => figure.IsNumeric ? PlotFigure.Number(figure.Values[point.Place])
        : point.Place + ((series - ((figure.Series.Count - 1) / 2.0)) * Math.Min(0.16, 0.7 / figure.Series.Count));

    private static string WithHalf(PlotPoint point) => point.HalfWidth is { } half ? $"{ShortNumber.Of(point.Mean!.Value)} ± {half.ToString("G2", CultureInfo.InvariantCulture)}" : ShortNumber.Of(point.Mean!.Value);

    /// <summary>The sizes of texts in pixels: the base has them in points, of which 72 and not 96 make an inch.</summary>
    private sealed class PixelText(double width, double height) : PdfRenderContext(width, height, OxyColors.White)
    {
        private const double PixelsOfPoint = 96.0 / 72;

        public override OxySize MeasureText(string text, string fontFamily, double fontSize, double fontWeight) =>
            base.MeasureText(text, fontFamily, fontSize * PixelsOfPoint, fontWeight);
    }
}
