using Sweeps.Training.Running;

namespace Sweeps.Engine.Training;

/// <summary>What a run under way consists of, as named numbers as they are in memory, for going on later.</summary>
internal static unsafe class RunState
{
    private const string SamplerName = "sampler";

    /// <summary>Adds the parameters, what the optimizer keeps beside them, and what layers keep between steps.</summary>
    /// <param name="slots">The optimizer's names for what it keeps.</param>
    public static void Add<V>(StateSections sections, Network<float, V> network, IReadOnlyList<string> slots)
        where V : unmanaged, ILanes<V, float>
    {
        foreach (var block in Blocks(network, slots))
            sections.Add(block.Name, block.Numbers);
    }

    /// <summary>Puts them back.</summary>
    /// <exception cref="InvalidDataException">The state is of another network or another optimizer.</exception>
    public static void Take<V>(StateSections sections, Network<float, V> network, IReadOnlyList<string> slots)
        where V : unmanaged, ILanes<V, float>
    {
        foreach (var block in Blocks(network, slots))
            sections.Take(block.Name, block.Numbers);
    }

    /// <summary>Adds the place in the data.</summary>
    public static void Add(StateSections sections, Sampler sampler) => sections.Add(SamplerName, sampler.Save);

    /// <summary>Puts it back.</summary>
    /// <exception cref="InvalidDataException">The state is of another way of sampling.</exception>
    public static void Take(StateSections sections, Sampler sampler) => sections.Take(SamplerName, sampler.Restore);

    private static List<Block> Blocks<V>(Network<float, V> network, IReadOnlyList<string> slots)
        where V : unmanaged, ILanes<V, float>
    {
        var blocks = new List<Block>();
        foreach (var parameter in network.Parameters)
        {
            // Where a parameter holds a bias too, it is named after its weight.
            var name = $"{parameter.Layer}.{parameter.Parts[0].Name}";
            blocks.Add(new Block(name, parameter.Value, parameter.Length));
            for (var slot = 0; slot < slots.Count; slot++)
                blocks.Add(new Block($"{name}/{slots[slot]}", (float*)parameter.Slots[slot], parameter.Length));
        }

        foreach (var layer in network.Layers)
            foreach (var state in layer.State)
                blocks.Add(new Block($"{layer.Module!.Name}.{state.Name}", state.Value, state.Count));

        return blocks;
    }

    private readonly struct Block(string name, float* numbers, int count)
    {
        public string Name { get; } = name;

        public Span<float> Numbers => new(numbers, count);
    }
}
