namespace Sweeps.Engine.Checks;

/// <summary>What a hand-written gradient is held against.</summary>
public enum GradientReference
{
    /// <summary>The chain of elementary operations, differentiated one by one.</summary>
    Chain,

    /// <summary>Central differences of the loss.</summary>
    Differences,
}

/// <summary>A hand-written gradient beside a reference, as “MLP with backpropagation” compares them.</summary>
/// <param name="Tensor">For example <c>Linear.3.weight</c>, or <c>Linear.3</c> for that module's output.</param>
/// <param name="Exact">Whether every number is the same.</param>
/// <param name="Approximate">Whether the relative difference is below <see cref="GradientCheck.Tolerance"/>.</param>
/// <param name="MaxDifference">The largest absolute difference.</param>
/// <param name="RelativeDifference">That as a part of the tensor's largest gradient (or a thousandth of the case's, if that is more).</param>
/// <param name="Numbers">How many were compared.</param>
/// <param name="Skipped">How many have no difference quotient, because an activation's kink is too near.</param>
public sealed record GradientComparison(
    string Tensor, GradientReference Reference, bool Exact, bool Approximate, double MaxDifference, double RelativeDifference, int Numbers, int Skipped)
{
    /// <summary>More than this part of a tensor skipped would leave it unchecked.</summary>
    private const double MostSkipped = 0.1;

    /// <param name="scale">What is small beside this is rounding.</param>
    internal static GradientComparison Of(
        string tensor, GradientReference reference, ReadOnlySpan<double> written, ReadOnlySpan<double> expected, double scale)
    {
        var (largest, size, skipped) = (0.0, scale, 0);
        var exact = true;
        for (var i = 0; i < written.Length; i++)
        {
            if (reference == GradientReference.Differences && double.IsNaN(expected[i]))
            {
                skipped++;
                continue;
            }

            exact &= written[i] == expected[i];
            // Math.Max lets what is not a number through.
            largest = Math.Max(largest, Math.Abs(written[i] - expected[i]));
            size = Math.Max(size, Math.Abs(expected[i]));
        }

        var relative = largest == 0 ? 0 : largest / size;
        var isChecked = skipped <= MostSkipped * written.Length;
        return new GradientComparison(
            tensor, reference, exact, isChecked && relative < GradientCheck.Tolerance, largest, relative, written.Length - skipped, skipped);
    }
}
