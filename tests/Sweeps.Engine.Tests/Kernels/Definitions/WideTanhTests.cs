using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Sweeps.Numerics.Functions;
using Sweeps.Numerics.Lanes;

namespace Sweeps.Engine.Tests.Kernels.Definitions;

/// <summary>The fast tanh against the pairs that define it.</summary>
public class WideTanhTests
{
    /// <summary>Somewhat below the least and above the greatest number that the fast way takes on.</summary>
    private const float First = 1f / 65536;
    private const float Last = 16;

    [Fact]
    public void It_has_the_bits_of_its_definition_for_every_number()
    {
        if (!WideTanh.IsSupported)
        {
            Assert.False(Avx512F.IsSupported);
            return;
        }

        Assert.Null(FirstDifference());
    }

    [Fact]
    public void Every_lane_decides_for_itself_what_is_odd()
    {
        if (!WideTanh.IsSupported)
        {
            Assert.False(Avx512F.IsSupported);
            return;
        }

        float[] odd = [0, -0.0f, float.Epsilon, 1e-30f, -1e-4f, 8.67f, -9, 100, -1e30f, float.PositiveInfinity, float.NegativeInfinity, float.NaN];
        foreach (var number in odd)
        {
            for (var lane = 0; lane < Vector512<float>.Count; lane++)
            {
                var x = Vector512.Create(-0.75f).WithElement(lane, number);
                Assert.Equal(Definition(x).AsInt32(), Fast(x).AsInt32());
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float? FirstDifference()
    {
        for (var bits = BitConverter.SingleToInt32Bits(First); bits <= BitConverter.SingleToInt32Bits(Last); bits += Vector512<int>.Count)
        {
            var x = (Vector512.Create(bits) + Vector512<int>.Indices).AsSingle();
            if (!Vector512.EqualsAll(Fast(x).AsInt32(), Definition(x).AsInt32()))
                return x[0];
        }

        return null;
    }

    private static unsafe Vector512<float> Fast(Vector512<float> x)
    {
        WideTanh.Run((float*)&x, (float*)&x, Vector512<float>.Count);
        return x;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Definition(Vector512<float> x) =>
        Unsafe.BitCast<Lanes512<float>, Vector512<float>>(SleefTanh.Of(Unsafe.BitCast<Vector512<float>, Lanes512<float>>(x)));
}
