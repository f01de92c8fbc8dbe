using System.Globalization;

namespace Sweeps.Bench.Builds;

/// <summary><c>--check OLD NEW</c>: two builds train the same networks in turn, each time in a new process.</summary>
internal static class BuildComparison
{
    public const string Option = "--check";

    private const string Usage = """
        usage: --check OLD NEW [--times N] [CASE…]
          OLD, NEW   folders with a published program
          --times N  pairs of processes for each case at most, at least 6. Default: 24
          CASE       default: all
        """;

    private const int FewestPairs = 6;
    private const int UsualPairs = 24;

    // Pairs end when the interval is narrow, whatever it says: ending when it says something would find differences that are not there.
    private const double NarrowEnough = 0.0075;

    /// <returns>0 if no case is slower, 1 if one is or the usage is wrong, 3 if for one it cannot be told.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        var arguments = args.ToList();
        var most = UsualPairs;
        if (arguments.IndexOf("--times") is >= 0 and var place)
        {
            if (place + 1 >= arguments.Count || !int.TryParse(arguments[place + 1], NumberStyles.None, CultureInfo.InvariantCulture, out most) || most < FewestPairs)
                return Wrong(errors);
            arguments.RemoveRange(place, 2);
        }

        if (arguments.Count < 2)
            return Wrong(errors);
        var unknown = arguments.Skip(2).Except(TrainedCase.All.Select(known => known.Name), StringComparer.Ordinal).ToArray();
        if (unknown.Length > 0)
        {
            errors.WriteLine($"There is no case '{unknown[0]}'; there are {string.Join(", ", TrainedCase.All.Select(known => known.Name))}.");
            return 1;
        }

        if (Build.In(arguments[0]) is not { } old)
            return Missing(errors, arguments[0]);
        if (Build.In(arguments[1]) is not { } recent)
            return Missing(errors, arguments[1]);
        var chosen = arguments.Count > 2 ? TrainedCase.All.Where(known => arguments.Skip(2).Contains(known.Name, StringComparer.Ordinal)) : TrainedCase.All;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"case",-12} {"old µs",9} {"new µs",9} {"ratio",7}  {"95 % interval",-16} {"pairs",5}  verdict"));
        var verdicts = chosen.Select(trained => Compare(trained, old, recent, most, output)).ToList();
        return verdicts.Contains(Verdict.Slower) ? 1 : verdicts.Contains(Verdict.CannotTell) ? 3 : 0;
    }

    private static int Wrong(TextWriter errors)
    {
        errors.WriteLine(Usage);
        return 1;
    }

    private static int Missing(TextWriter errors, string folder)
    {
        errors.WriteLine($"There is no program 'sweeps' in '{folder}'.");
        return 1;
    }

    private static Verdict Compare(TrainedCase trained, Build old, Build recent, int most, TextWriter output)
    {
        var pairs = new List<(double Old, double New)>();
        RatioEstimate estimate;
        do
        {
            // old new, new old, …: what drifts, or favours the first of two, favours neither build.
            if (pairs.Count % 2 == 0)
            {
                var first = old.MicrosecondsPerStep(trained);
                pairs.Add((first, recent.MicrosecondsPerStep(trained)));
            }
            else
            {
                var first = recent.MicrosecondsPerStep(trained);
                pairs.Add((old.MicrosecondsPerStep(trained), first));
            }

            estimate = pairs.Count < FewestPairs ? new RatioEstimate(1, 0, double.PositiveInfinity) : RatioEstimate.Of(pairs);
        }
        while (pairs.Count < most && estimate.HalfWidth > NarrowEnough);

        var interval = string.Create(CultureInfo.InvariantCulture, $"{estimate.Low:F3} to {estimate.High:F3}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{trained.Name,-12} {Median(pairs.Select(pair => pair.Old)),9:F2} {Median(pairs.Select(pair => pair.New)),9:F2} {estimate.Ratio,7:F3}  {interval,-16} {pairs.Count,5}  {TextOf(estimate.Verdict)}"));
        return estimate.Verdict;
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static string TextOf(Verdict verdict) => verdict switch
    {
        Verdict.Same => "within 3 %",
        Verdict.Faster => "faster",
        Verdict.Slower => "slower",
        Verdict.CannotTell => "cannot tell",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "Unknown verdict."),
    };
}
