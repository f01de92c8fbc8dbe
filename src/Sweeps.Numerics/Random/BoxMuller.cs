namespace Sweeps.Numerics.Random;

/// <summary>
/// Sixteen uniforms into sixteen normals as ATen's AVX2 kernel does it: Box–Muller in float32 with the logarithm, sine and cosine of
/// Cephes (S. Moshier, logf.c and sinf.c), multiplications and additions fused where its compiler fuses them. The same bits as PyTorch's.
/// </summary>
internal static class BoxMuller
{
    /// <summary>How many numbers are transformed at once.</summary>
    public const int Block = 16;
    private const float RootHalf = 0.707106781186547524f;
    private const float FourOverPi = 1.27323954473516f;
    private const float TwoPi = (float)(2 * Math.PI);

    /// <param name="block">Sixteen uniforms in [0, 1), overwritten.</param>
    public static void Transform(Span<float> block, float std)
    {
        const int half = Block / 2;
        for (var i = 0; i < half; i++)
        {
            var radius = MathF.Sqrt(-2f * Log(1f - block[i]));
            var (sin, cos) = SinCos(TwoPi * block[i + half]);
            block[i] = MathF.FusedMultiplyAdd(radius * cos, std, 0f);
            block[i + half] = MathF.FusedMultiplyAdd(radius * sin, std, 0f);
        }
    }

    /// <summary>For x in (0, 1].</summary>
    private static float Log(float x)
    {
        var bits = BitConverter.SingleToInt32Bits(x);
        var exponent = (bits >> 23) - 126f;
        var mantissa = BitConverter.Int32BitsToSingle((bits & 0x007fffff) | 0x3f000000);
        if (mantissa < RootHalf)
        {
            exponent -= 1;
            mantissa = mantissa - 1 + mantissa;
        }
        else
        {
            mantissa -= 1;
        }

        var z = mantissa * mantissa;
        var y = 7.0376836292E-2f;
        y = Fma(y, mantissa, -1.1514610310E-1f);
        y = Fma(y, mantissa, 1.1676998740E-1f);
        y = Fma(y, mantissa, -1.2420140846E-1f);
        y = Fma(y, mantissa, 1.4249322787E-1f);
        y = Fma(y, mantissa, -1.6668057665E-1f);
        y = Fma(y, mantissa, 2.0000714765E-1f);
        y = Fma(y, mantissa, -2.4999993993E-1f);
        y = Fma(y, mantissa, 3.3333331174E-1f);
        y = Fma(y * mantissa, z, exponent * -2.12194440e-4f);
        y = Fma(-0.5f, z, y);
        return Fma(exponent, 0.693359375f, mantissa + y);
    }

    /// <summary>For x in [0, 2π).</summary>
    private static (float Sin, float Cos) SinCos(float x)
    {
        var octant = ((int)(x * FourOverPi) + 1) & ~1;
        x = Fma(octant, -0.78515625f, x);
        x = Fma(octant, -2.4187564849853515625e-4f, x);
        x = Fma(octant, -3.77489497744594108e-8f, x);
        var z = x * x;
        var cos = 2.443315711809948E-005f;
        cos = Fma(cos, z, -1.388731625493765E-003f);
        cos = Fma(cos, z, 4.166664568298827E-002f);
        cos = Fma(cos * z, z, -0.5f * z) + 1f;
        var sin = -1.9515295891E-4f;
        sin = Fma(sin, z, 8.3321608736E-3f);
        sin = Fma(sin, z, -1.6666654611E-1f);
        sin = Fma(sin * z, x, x);
        if ((octant & 2) != 0)
            (sin, cos) = (cos, sin);
        return ((octant & 4) != 0 ? -sin : sin, ((octant - 2) & 4) == 0 ? -cos : cos);
    }

    private static float Fma(float a, float b, float c) => MathF.FusedMultiplyAdd(a, b, c);
}
