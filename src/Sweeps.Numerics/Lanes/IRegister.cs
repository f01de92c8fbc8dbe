using System.Runtime.CompilerServices;

namespace Sweeps.Numerics.Lanes;

/// <summary>What a tile of a product needs: to load, multiply, add and store.</summary>
public unsafe interface IRegister<TSelf, T> : ISelection<TSelf>
    where TSelf : unmanaged, IRegister<TSelf, T>
    where T : unmanaged
{
    /// <summary>How many numbers.</summary>
    static abstract int Count { get; }

    /// <summary>From <see cref="Count"/> numbers at any address.</summary>
    static abstract TSelf Load(T* source);

    /// <summary>To <see cref="Count"/> numbers at any address.</summary>
    static abstract void Store(T* target, TSelf value);

    /// <summary>The number in each lane.</summary>
    static abstract TSelf Broadcast(T value);

    /// <summary>The sum in each lane, rounded once.</summary>
    static abstract TSelf Add(TSelf left, TSelf right);

    /// <summary>accumulator + factor · value, rounded once.</summary>
    static abstract TSelf Accumulate(TSelf accumulator, TSelf factor, TSelf value);

    /// <summary>A mask of the lanes where the number is 1 and not 0.</summary>
    static abstract TSelf LoadMask(T* source);
}

/// <summary>Two registers side by side, so that one broadcast feeds two multiplications.</summary>
public readonly unsafe struct Pair<V, T> : IRegister<Pair<V, T>, T>
    where V : unmanaged, IRegister<V, T>
    where T : unmanaged
{
    private readonly V _first;
    private readonly V _second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Pair(V first, V second)
    {
        _first = first;
        _second = second;
    }

    /// <inheritdoc/>
    public static int Count => 2 * V.Count;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<V, T> Load(T* source) => new(V.Load(source), V.Load(source + V.Count));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* target, Pair<V, T> value)
    {
        V.Store(target, value._first);
        V.Store(target + V.Count, value._second);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<V, T> Broadcast(T value)
    {
        var lanes = V.Broadcast(value);
        return new(lanes, lanes);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<V, T> Add(Pair<V, T> left, Pair<V, T> right) =>
        new(V.Add(left._first, right._first), V.Add(left._second, right._second));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<V, T> Accumulate(Pair<V, T> accumulator, Pair<V, T> factor, Pair<V, T> value) => new(
        V.Accumulate(accumulator._first, factor._first, value._first),
        V.Accumulate(accumulator._second, factor._second, value._second));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<V, T> LoadMask(T* source) => new(V.LoadMask(source), V.LoadMask(source + V.Count));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<V, T> Select(Pair<V, T> mask, Pair<V, T> one, Pair<V, T> other) => new(
        V.Select(mask._first, one._first, other._first),
        V.Select(mask._second, one._second, other._second));
}

/// <summary>Four registers side by side. Two pairs would do, but the compiler keeps fields of fields in memory.</summary>
public readonly unsafe struct Quad<V, T> : IRegister<Quad<V, T>, T>
    where V : unmanaged, IRegister<V, T>
    where T : unmanaged
{
    private readonly V _first;
    private readonly V _second;
    private readonly V _third;
    private readonly V _fourth;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Quad(V first, V second, V third, V fourth)
    {
        _first = first;
        _second = second;
        _third = third;
        _fourth = fourth;
    }

    /// <inheritdoc/>
    public static int Count => 4 * V.Count;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad<V, T> Load(T* source) => new(
        V.Load(source), V.Load(source + V.Count), V.Load(source + (2 * V.Count)), V.Load(source + (3 * V.Count)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* target, Quad<V, T> value)
    {
        V.Store(target, value._first);
        V.Store(target + V.Count, value._second);
        V.Store(target + (2 * V.Count), value._third);
        V.Store(target + (3 * V.Count), value._fourth);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad<V, T> Broadcast(T value)
    {
        var lanes = V.Broadcast(value);
        return new(lanes, lanes, lanes, lanes);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad<V, T> Add(Quad<V, T> left, Quad<V, T> right) => new(
        V.Add(left._first, right._first), V.Add(left._second, right._second), V.Add(left._third, right._third), V.Add(left._fourth, right._fourth));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad<V, T> Accumulate(Quad<V, T> accumulator, Quad<V, T> factor, Quad<V, T> value) => new(
        V.Accumulate(accumulator._first, factor._first, value._first),
        V.Accumulate(accumulator._second, factor._second, value._second),
        V.Accumulate(accumulator._third, factor._third, value._third),
        V.Accumulate(accumulator._fourth, factor._fourth, value._fourth));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad<V, T> LoadMask(T* source) => new(
        V.LoadMask(source), V.LoadMask(source + V.Count), V.LoadMask(source + (2 * V.Count)), V.LoadMask(source + (3 * V.Count)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad<V, T> Select(Quad<V, T> mask, Quad<V, T> one, Quad<V, T> other) => new(
        V.Select(mask._first, one._first, other._first),
        V.Select(mask._second, one._second, other._second),
        V.Select(mask._third, one._third, other._third),
        V.Select(mask._fourth, one._fourth, other._fourth));
}
