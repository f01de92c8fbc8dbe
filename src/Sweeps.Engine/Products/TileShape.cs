using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Sweeps.Engine.Products;

/// <summary>How many rows and vectors of a product's sums the processor's registers hold. All shapes give the same bits.</summary>
internal static class TileShape
{
    /// <summary>Vectors of the widest tile.</summary>
    public static int Vectors => HasManyRegisters ? 2 : 4;

    // AVX-512 and Arm64 have 32 vector registers, AVX2 has 16.
    private static bool HasManyRegisters => Avx512F.IsSupported || AdvSimd.IsSupported;

    /// <summary>Rows of a tile.</summary>
    /// <param name="vectors">Its width: 1, 2 or 4.</param>
    /// <remarks>
    /// 10 rows × 2 vectors are 20 sums; with two loaded vectors and a broadcast number they fill 23 registers. Of 16 registers, 2 × 4 leave two free, and 6 × 2 one.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Rows(int vectors) => HasManyRegisters || vectors == 1 ? 10 : vectors == 2 ? 6 : 2;
}
