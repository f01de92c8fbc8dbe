using System.Runtime.CompilerServices;
using Sweeps.Numerics.Functions;

namespace Sweeps.Numerics.Random;

/// <summary>torch.Generator on the CPU: every draw takes from the stream exactly what PyTorch's takes and leaves the same behind.</summary>
public sealed class TorchGenerator
{
    private readonly MersenneTwister _source;
    private double? _secondNormal;

    /// <summary>torch.Generator().manual_seed(seed): the lower 32 bits count, as in ATen's mt19937.</summary>
    public TorchGenerator(ulong seed) => _source = new MersenneTwister((uint)seed);

    /// <summary>The same generator with another seed: manual_seed called again.</summary>
    public void Seed(ulong seed)
    {
        _source.Seed((uint)seed);
        _secondNormal = null;
    }

    /// <summary>torch.rand: 24 random bits in [0, 1).</summary>
    public float Rand() => (_source.Next() & 0xffffff) * (1f / (1 << 24));

    /// <summary>torch.rand of a tensor: its numbers one after the other.</summary>
    public void Rand(Span<float> values)
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = Rand();
    }

    /// <summary>Tensor.uniform_(from, to) in float32.</summary>
    public void Uniform(Span<float> values, double from, double to)
    {
        var start = (float)from;
        var range = (float)to - start;
        for (var i = 0; i < values.Length; i++)
            values[i] = MathF.FusedMultiplyAdd(Rand(), range, start);
    }

    /// <summary>torch.randn, and Tensor.normal_(0, std) in float32.</summary>
    /// <remarks>
    /// Box–Muller. Fewer than 16 values are drawn one by one in double precision, the second of each pair kept for the next call;
    /// from 16 on, blocks of 16 uniforms are turned into 16 normals in float32, and a ragged end redraws the last 16.
    /// </remarks>
    public void Normal(Span<float> values, double std = 1)
    {
        if (values.Length < BoxMuller.Block)
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = (float)(NextNormal() * std);
            return;
        }

        Rand(values);
        for (var start = 0; start + BoxMuller.Block <= values.Length; start += BoxMuller.Block)
            BoxMuller.Transform(values.Slice(start, BoxMuller.Block), (float)std);
        if (values.Length % BoxMuller.Block == 0)
            return;
        var last = values[^BoxMuller.Block..];
        Rand(last);
        BoxMuller.Transform(last, (float)std);
    }

    /// <summary>torch.randint(0, bound) for bounds below 2³².</summary>
    public int RandInt(int bound) => (int)(_source.Next() % (uint)bound);

    /// <summary>torch.randperm.</summary>
    public int[] RandPerm(int n)
    {
        var order = new int[n];
        for (var i = 0; i < n; i++)
            order[i] = i;
        for (var i = 0; i < n - 1; i++)
            DrawNext(order, i);
        return order;
    }

    /// <summary>One step of torch.randperm: draws which of the numbers from this place on comes to it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void DrawNext(int[] order, int place)
    {
        var other = place + (int)(_source.Next() % (uint)(order.Length - place));
        (order[place], order[other]) = (order[other], order[place]);
    }

    /// <summary>torch.empty((), dtype=torch.int64).random_(): 63 random bits.</summary>
    public long RandomInt64() => (long)(Next64() & long.MaxValue);

    /// <summary>torch.rand in float64: 53 random bits in [0, 1).</summary>
    public double RandDouble() => NextDouble();

    /// <summary>Tensor.exponential_(1) in float32, one draw: −ln(1 − u) of a float64 u, rounded.</summary>
    public float Exponential() => (float)-Elementary.Log(1 - NextDouble());

    /// <summary>Writes the state, the second normal of a pair included, which the next call of <see cref="Normal"/> may use.</summary>
    public void Save(BinaryWriter writer)
    {
        _source.Save(writer);
        writer.Write(_secondNormal.HasValue);
        writer.Write(_secondNormal ?? 0);
    }

    /// <exception cref="InvalidDataException">What was saved is damaged.</exception>
    public void Restore(BinaryReader reader)
    {
        _source.Restore(reader);
        var kept = reader.ReadBoolean();
        var value = reader.ReadDouble();
        _secondNormal = kept ? value : null;
    }

    private double NextNormal()
    {
        if (_secondNormal is { } kept)
        {
            _secondNormal = null;
            return kept;
        }

        var angle = NextDouble();
        var radius = Math.Sqrt(-2 * Elementary.Log(1 - NextDouble()));
        var (sin, cos) = Elementary.SinCosTurns(angle);
        _secondNormal = radius * sin;
        return radius * cos;
    }

    private double NextDouble() => (Next64() & ((1UL << 53) - 1)) * (1.0 / (1UL << 53));

    private ulong Next64()
    {
        var high = (ulong)_source.Next();
        return (high << 32) | _source.Next();
    }
}
