using static TorchSharp.torch;

namespace Sweeps.Torch.Streams;

/// <summary>The state of a stream of random numbers: that of a generator of LibTorch. Not thread-safe.</summary>
internal sealed class RandomState
{
    private byte[] _bytes;

    private RandomState(byte[] bytes) => _bytes = bytes;

    /// <summary>The stream after <c>torch.manual_seed</c>.</summary>
    public static RandomState Seeded(ulong seed)
    {
        using var generator = new Generator(seed);
        using var state = generator.get_state();
        return new RandomState(state.bytes.ToArray());
    }

    public byte[] Bytes
    {
        get => _bytes;
        set => _bytes = value.Length == _bytes.Length ? value : throw new InvalidDataException("The saved state is of another generator.");
    }

    /// <summary>A stream that goes on from here by itself.</summary>
    public RandomState Copy() => new(_bytes);

    /// <summary>Makes it the state of the default generator.</summary>
    public void Enter()
    {
        using var state = from_array(_bytes);
        random.set_rng_state(state);
    }

    /// <summary>Takes the state of the default generator over.</summary>
    /// <returns>Whether anything was drawn since <see cref="Enter"/>.</returns>
    public bool Leave()
    {
        using var state = random.get_rng_state();
        if (state.bytes.SequenceEqual(_bytes))
            return false;
        _bytes = state.bytes.ToArray();
        return true;
    }

    /// <summary>The state of the default generator.</summary>
    public static RandomState OfProcess()
    {
        using var state = random.get_rng_state();
        return new RandomState(state.bytes.ToArray());
    }
}
