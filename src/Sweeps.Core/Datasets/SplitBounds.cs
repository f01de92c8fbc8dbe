using Sweeps.Core.Text;

namespace Sweeps.Core.Datasets;

/// <summary>Where a list of words is cut: [0, Train), [Train, Valid) and [Valid, Test).</summary>
public readonly record struct SplitBounds(int Train, int Valid, int Test)
{
    /// <summary>Cut as Python programs do: n1 = int(0.8 * n), n2 = int(0.9 * n).</summary>
    /// <remarks>
    /// The fractions are added in decimal (0.8 + 0.1 is 0.9, which binary addition misses), the product is taken in double, and int() truncates.
    /// </remarks>
    public static SplitBounds Of(int words, double train, double valid, double test)
    {
        var trainAndValid = Exact.Decimal(train) + Exact.Decimal(valid);
        return new SplitBounds(Cut(words, train), Cut(words, Exact.Double(trainAndValid)), Cut(words, Exact.Double(trainAndValid + Exact.Decimal(test))));
    }

    /// <summary>The sum of fractions, each taken as the decimal number that it is written as.</summary>
    public static decimal Sum(double train, double valid, double test) =>
        Exact.Decimal(train) + Exact.Decimal(valid) + Exact.Decimal(test);

    private static int Cut(int words, double fraction) => Math.Min(words, (int)(fraction * words));
}
