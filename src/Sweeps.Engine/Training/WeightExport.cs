namespace Sweeps.Engine.Training;

/// <summary>A network's parameters and what its layers keep besides, as named tensors without padding.</summary>
internal static unsafe class WeightExport
{
    public static IReadOnlyList<NamedTensor> Of<V>(Network<float, V> network)
        where V : unmanaged, ILanes<V, float>
    {
        var tensors = new List<NamedTensor>();
        foreach (var parameter in network.Parameters)
            foreach (var part in parameter.Parts)
                tensors.Add(Part(parameter, part, parameter.Value));
        foreach (var layer in network.Layers)
            tensors.AddRange(layer.State.Select(state => State(layer.Module!, state)));
        return tensors;
    }

    /// <summary>The gradients of all parameters, in their names and order.</summary>
    public static IReadOnlyList<NamedTensor> Gradients<V>(Network<float, V> network)
        where V : unmanaged, ILanes<V, float>
    {
        var tensors = new List<NamedTensor>();
        foreach (var parameter in network.Parameters)
            foreach (var part in parameter.Parts)
                tensors.Add(Part(parameter, part, parameter.Gradient));
        return tensors;
    }

    /// <summary>What the optimizer keeps beside all parameters.</summary>
    /// <param name="slots">The optimizer's names for it.</param>
    public static IReadOnlyList<NamedTensor> Slots<V>(Network<float, V> network, IReadOnlyList<string> slots)
        where V : unmanaged, ILanes<V, float>
    {
        var tensors = new List<NamedTensor>();
        foreach (var parameter in network.Parameters)
            foreach (var part in parameter.Parts)
                for (var slot = 0; slot < slots.Count; slot++)
                    tensors.Add(Part(parameter, part, (float*)parameter.Slots[slot]) with { Name = $"{Name(parameter, part)}/{slots[slot]}" });
        return tensors;
    }

    /// <summary>Puts exported tensors into a network of the same settings.</summary>
    /// <exception cref="InvalidDataException">A tensor is missing or has another size than the network's.</exception>
    public static void Load<V>(Network<float, V> network, IReadOnlyDictionary<string, NamedTensor> tensors)
        where V : unmanaged, ILanes<V, float>
    {
        foreach (var parameter in network.Parameters)
        {
            foreach (var part in parameter.Parts)
            {
                var values = Values(Name(parameter, part), parameter.Rows * part.Columns);
                for (var i = 0; i < values.Length; i++)
                    parameter.Set(i / part.Columns, part.Column + (i % part.Columns), values[i]);
            }
        }

        foreach (var layer in network.Layers)
            foreach (var state in layer.State)
                Values(Name(layer.Module!, state), state.Count).CopyTo(new Span<float>(state.Value, state.Count));

        float[] Values(string name, int count) => tensors.TryGetValue(name, out var tensor) && tensor.Values.Length == count
            ? tensor.Values
            : throw new InvalidDataException($"The saved model has no tensor '{name}' of {count} values: it belongs to another network.");
    }

    private static NamedTensor Part(Parameter<float> parameter, ParameterPart part, float* numbers)
    {
        var values = new float[parameter.Rows * part.Columns];
        for (var i = 0; i < values.Length; i++)
            values[i] = Canonical(numbers[parameter.Offset(i / part.Columns, part.Column + (i % part.Columns))]);
        var shape = part.IsMatrix ? new[] { parameter.Rows, part.Columns } : [values.Length];
        return new NamedTensor(Name(parameter, part), shape, values);
    }

    private static NamedTensor State(ModuleInfo module, NamedState<float> state)
    {
        var values = new float[state.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = Canonical(state.Value[i]);
        return new NamedTensor(Name(module, state), [values.Length], values);
    }

    private static string Name(Parameter<float> parameter, ParameterPart part) => $"{parameter.Layer}.{part.Name}";

    private static string Name(ModuleInfo module, NamedState<float> state) => $"{module.Name}.{state.Name}";

    // The bits of what is not a number depend on the machine that made it.
    private static float Canonical(float value) => float.IsNaN(value) ? float.NaN : value;
}
