using Sweeps.Engine.Layers;
using Sweeps.Numerics.Lanes;

namespace Sweeps.Engine.Training;

/// <summary>A network's numbers as they are in memory, for going on later.</summary>
internal static unsafe class RunState
{
    private const int Magic = 0x32535753;

    public static void WriteNetwork<V>(BinaryWriter writer, Network<float, V> network)
        where V : unmanaged, ILanes<V, float>
    {
        writer.Write(Magic);
        foreach (var parameter in network.Parameters)
        {
            Write(writer, parameter.Value, parameter.Length);
            if (parameter.Velocity != null)
                Write(writer, parameter.Velocity, parameter.Length);
        }

        foreach (var state in network.Layers.SelectMany(layer => layer.State))
            Write(writer, state.Value, state.Count);
    }

    /// <exception cref="InvalidDataException">The state is of another network.</exception>
    public static void ReadNetwork<V>(BinaryReader reader, Network<float, V> network)
        where V : unmanaged, ILanes<V, float>
    {
        if (reader.ReadInt32() != Magic)
            throw new InvalidDataException("This is not a saved state.");
        foreach (var parameter in network.Parameters)
        {
            Read(reader, parameter.Value, parameter.Length);
            if (parameter.Velocity != null)
                Read(reader, parameter.Velocity, parameter.Length);
        }

        foreach (var state in network.Layers.SelectMany(layer => layer.State))
            Read(reader, state.Value, state.Count);
    }

    private static void Write(BinaryWriter writer, float* numbers, int count)
    {
        writer.Write(count);
        writer.Write(new ReadOnlySpan<byte>(numbers, count * sizeof(float)));
    }

    private static void Read(BinaryReader reader, float* numbers, int count)
    {
        if (reader.ReadInt32() != count)
            throw new InvalidDataException("The saved state is of another network.");
        reader.BaseStream.ReadExactly(new Span<byte>(numbers, count * sizeof(float)));
    }
}
