using System.Runtime.CompilerServices;
using Sweeps.Numerics.Random;

namespace Sweeps.Training.Running;

/// <summary>Chooses the examples of each batch, the same for every engine.</summary>
public abstract class Sampler
{
    /// <summary>The sampler of a run.</summary>
    /// <param name="settings">How batches are drawn, and how many examples they have.</param>
    /// <param name="stream">Draws them; the sampler goes on with it and saves it.</param>
    /// <param name="examples">Examples of the training split, at least as many as a batch has.</param>
    public static Sampler Of(TrainingSettings settings, TorchGenerator stream, int examples) => settings.Sampling switch
    {
        SamplingKind.Epochs => new EpochSampler(stream, examples, settings.BatchSize, settings.DropLast),
        SamplingKind.Replacement => new ReplacementSampler(stream, examples, settings.BatchSize),
        _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.Sampling, "Unknown sampling."),
    };

    /// <summary>The numbers of the next batch's examples; valid until the next call.</summary>
    public abstract ReadOnlySpan<int> Next();

    /// <summary>Examples of the batch after that, as far as they are known.</summary>
    public virtual ReadOnlySpan<int> Upcoming => [];

    /// <summary>Writes the stream and the place in the data.</summary>
    public abstract void Save(BinaryWriter writer);

    /// <summary>Goes on from what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">What was saved does not fit.</exception>
    public abstract void Restore(BinaryReader reader);
}

/// <summary>
/// PyTorch's DataLoader(shuffle=True, drop_last=…), begun anew after every pass: a pass draws the iterator's base seed, then the
/// sampler's seed, and permutes with a generator of that seed. The permutation is drawn a batch further than it is used.
/// </summary>
internal sealed class EpochSampler : Sampler
{
    private readonly TorchGenerator _stream;
    private readonly int _batchSize;
    private readonly int _least;
    private readonly int[] _order;
    private readonly TorchGenerator _permutation = new(0);
    private long _seed;
    private int _next;
    private int _drawn;

    public EpochSampler(TorchGenerator stream, int examples, int batchSize, bool dropLast)
    {
        _stream = stream;
        _batchSize = batchSize;
        _least = dropLast ? batchSize : 1;
        _order = new int[examples];
        _next = examples;
    }

    public override ReadOnlySpan<int> Next()
    {
        if (_next + _least > _order.Length)
        {
            _stream.RandomInt64();
            Begin(_stream.RandomInt64());
        }

        var start = _next;
        _next = Math.Min(start + _batchSize, _order.Length);
        DrawUpTo(Math.Min(_next + _batchSize, _order.Length));
        return _order.AsSpan(start, _next - start);
    }

    public override ReadOnlySpan<int> Upcoming => _order.AsSpan(_next, _drawn - _next);

    public override void Save(BinaryWriter writer)
    {
        _stream.Save(writer);
        writer.Write(_seed);
        writer.Write(_next);
    }

    public override void Restore(BinaryReader reader)
    {
        _stream.Restore(reader);
        var seed = reader.ReadInt64();
        var next = reader.ReadInt32();
        if (next < 0 || next > _order.Length)
            throw new InvalidDataException("The saved place in the data is outside the data.");
        Begin(seed);
        DrawUpTo(next);
        _next = next;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Begin(long seed)
    {
        _seed = seed;
        _permutation.Seed((ulong)seed);
        for (var i = 0; i < _order.Length; i++)
            _order[i] = i;
        _next = 0;
        _drawn = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void DrawUpTo(int end)
    {
        for (; _drawn < end; _drawn++)
            _permutation.DrawNext(_order, _drawn);
    }
}

/// <summary>torch.randint over all examples for every batch.</summary>
internal sealed class ReplacementSampler(TorchGenerator stream, int examples, int batchSize) : Sampler
{
    private readonly int[] _batch = new int[batchSize];

    public override ReadOnlySpan<int> Next()
    {
        for (var i = 0; i < _batch.Length; i++)
            _batch[i] = stream.RandInt(examples);
        return _batch;
    }

    public override void Save(BinaryWriter writer) => stream.Save(writer);

    public override void Restore(BinaryReader reader) => stream.Restore(reader);
}
