using Sweeps.Numerics.Functions;
using Sweeps.Numerics.Lanes;

namespace Sweeps.Engine.Tests.Kernels.Entries;

/// <summary>A function of one number.</summary>
internal interface IFunction
{
    static abstract string Name { get; }

    static abstract V Of<V>(V x)
        where V : unmanaged, ILanes<V>;
}

internal readonly struct Exponential : IFunction
{
    public static string Name => "LaneFunctions.Exp";

    public static V Of<V>(V x)
        where V : unmanaged, ILanes<V> => LaneFunctions.Exp(x);
}

internal readonly struct Logarithm : IFunction
{
    public static string Name => "LaneFunctions.Log";

    public static V Of<V>(V x)
        where V : unmanaged, ILanes<V> => LaneFunctions.Log(x);
}

internal readonly struct ErrorFunction : IFunction
{
    public static string Name => "LaneFunctions.Erf";

    public static V Of<V>(V x)
        where V : unmanaged, ILanes<V> => LaneFunctions.Erf(x);
}

internal readonly struct UpperTail : IFunction
{
    public static string Name => "LaneFunctions.NormalTail";

    public static V Of<V>(V x)
        where V : unmanaged, ILanes<V> => LaneFunctions.NormalTail(V.Abs(x));
}

/// <summary>φ(x), which comes with the tail.</summary>
internal readonly struct Density : IFunction
{
    public static string Name => "LaneFunctions.NormalTail";

    public static V Of<V>(V x)
        where V : unmanaged, ILanes<V>
    {
        LaneFunctions.NormalTail(V.AtMost(V.Of(14.6), V.Abs(x)), out _, out var density, out _, out var k);
        return V.Scale(density, k);
    }
}

internal sealed unsafe class FunctionEntry<TFunction> : KernelEntry
    where TFunction : IFunction
{
    public override string Name => typeof(TFunction).Name;

    public override IReadOnlyList<string> Covers => [TFunction.Name];

    public override int Sparsity => 5;

    public override int SparsityInDouble => 97;

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size)
    {
        var count = size.Units * size.Stride;
        Apply<T, V>(memory.Input(count), memory.Result(count), count);
    }

    /// <param name="count">A multiple of the lanes' count.</param>
    public static void Apply<T, V>(T* x, T* y, int count)
        where T : unmanaged
        where V : unmanaged, ILanes<V, T>
    {
        for (var i = 0; i < count; i += V.Count)
            V.Store(y + i, TFunction.Of(V.Load(x + i)));
    }
}
