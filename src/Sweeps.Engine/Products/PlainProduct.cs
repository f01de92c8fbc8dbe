using System.Numerics;

namespace Sweeps.Engine.Products;

/// <summary>
/// The definition of every matrix product here, one element at a time in plain loops: C[i, j] = Σₖ A[i, k] · B[k, j] + offset[i].
/// The tiles of <see cref="Product{T, V}"/> compute many elements at once and give the same bits; docs/kernels.md shows how.
/// </summary>
internal static class PlainProduct
{
    /// <summary>One element of C.</summary>
    /// <param name="row">The k numbers of A's row.</param>
    /// <param name="column">The k numbers of B's column.</param>
    /// <param name="offset">Added after the first part of the terms.</param>
    /// <param name="arithmetic">Whether all terms are one part, or parts as OpenBLAS takes them.</param>
    /// <param name="isInTwoChains">Whether OpenBLAS adds every other term in a chain of its own here.</param>
    public static T Element<T>(ReadOnlySpan<T> row, ReadOnlySpan<T> column, T offset, ArithmeticKind arithmetic, bool isInTwoChains)
        where T : struct, IFloatingPointIeee754<T>
    {
        var result = offset;
        while (row.Length > 0)
        {
            var terms = arithmetic == ArithmeticKind.Fast ? row.Length : OpenBlas.NextPart(row.Length);
            result = Part(row[..terms], column[..terms], isInTwoChains) + result;
            row = row[terms..];
            column = column[terms..];
        }

        return result;
    }

    // The terms that do not fill a group join the first chain.
    private static T Part<T>(ReadOnlySpan<T> row, ReadOnlySpan<T> column, bool isInTwoChains)
        where T : struct, IFloatingPointIeee754<T>
    {
        var first = T.Zero;
        var second = T.Zero;
        var grouped = row.Length / OpenBlas.ChainedTerms * OpenBlas.ChainedTerms;
        for (var k = 0; k < row.Length; k++)
        {
            if (isInTwoChains && k < grouped && k % 2 == 1)
                second = T.FusedMultiplyAdd(row[k], column[k], second);
            else
                first = T.FusedMultiplyAdd(row[k], column[k], first);
        }

        return isInTwoChains ? first + second : first;
    }
}
