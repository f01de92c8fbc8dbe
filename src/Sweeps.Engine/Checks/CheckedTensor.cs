namespace Sweeps.Engine.Checks;

/// <summary>A parameter or the activations of a layer: where its numbers and their gradients stand.</summary>
/// <param name="name">For example <c>Linear.3.weight</c>, or <c>Linear.3</c> for that module's output.</param>
/// <param name="rows">Fan-out or samples; 1 for a vector.</param>
/// <param name="columns">Fan-in or units.</param>
/// <param name="nextLayer">The first layer, in forward order, that reads it.</param>
internal sealed unsafe class CheckedTensor(
    string name, int rows, int columns, double* value, double* gradient, nint rowStride, nint columnStride, int nextLayer)
{
    public string Name { get; } = name;

    public int Count { get; } = rows * columns;

    public int NextLayer { get; } = nextLayer;

    /// <summary>A number by its place, row after row.</summary>
    public ref double this[int index] => ref value[Offset(index)];

    public Matrix Values() => Read(value);

    /// <summary>What the hand-written backward passes left.</summary>
    public Matrix Gradients() => Read(gradient);

    private nint Offset(int index) => (index / columns * rowStride) + (index % columns * columnStride);

    private Matrix Read(double* numbers)
    {
        var result = new double[Count];
        for (var i = 0; i < Count; i++)
            result[i] = numbers[Offset(i)];
        return new Matrix(rows, columns, result);
    }
}
