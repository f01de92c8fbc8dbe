namespace Sweeps.Engine.Layers;

/// <summary>Numbers that are trained, and their gradient: lines of <see cref="Stride"/> numbers, padded with zeros.</summary>
/// <param name="layer">The name of its module.</param>
/// <param name="rows">Rows as PyTorch counts them: symbols or units.</param>
/// <param name="stride">From one line to the next.</param>
/// <param name="isFanInFirst">Whether a line holds a column (what all units make of an input, or their biases) rather than a row.</param>
/// <param name="parts">What the columns are.</param>
internal sealed unsafe class Parameter<T>(string layer, int rows, int stride, bool isFanInFirst, IReadOnlyList<ParameterPart> parts)
    where T : unmanaged
{
    public string Layer { get; } = layer;

    public int Rows { get; } = rows;

    public int Stride { get; } = stride;

    public int RowStride { get; } = isFanInFirst ? 1 : stride;

    public int ColumnStride { get; } = isFanInFirst ? stride : 1;

    public IReadOnlyList<ParameterPart> Parts { get; } = parts;

    public required T* Value { get; init; }

    public required T* Gradient { get; init; }

    /// <summary>What its module is for: learning rates go by that.</summary>
    public ModuleRole Role { get; set; }

    /// <summary>The parametrization's factor on the learning rate of its weight, or of the parameters of a norm. <value>Default 1.</value></summary>
    public double Rate { get; set; } = 1;

    /// <summary>The same of its bias, if it has one. It differs only where lines hold columns, so that the bias is a line of its own. <value>Default 1.</value></summary>
    public double BiasRate { get; set; } = 1;

    /// <summary>What the optimizer keeps beside it: addresses of <see cref="Length"/> numbers each, in the order of the optimizer's names for them.</summary>
    public nint[] Slots { get; set; } = [];

    /// <summary>Rows, or columns where a line holds one.</summary>
    public int Lines { get; } = isFanInFirst ? parts.Sum(part => part.Columns) : rows;

    /// <summary>Numbers, padding included.</summary>
    public int Length => Lines * Stride;

    /// <summary>Where a number stands.</summary>
    public nint Offset(int row, int column) => ((nint)row * RowStride) + ((nint)column * ColumnStride);

    public void Set(int row, int column, T value) => Value[Offset(row, column)] = value;
}

/// <summary>A tensor inside a parameter.</summary>
/// <param name="Name">weight or bias.</param>
/// <param name="Column">Its first column.</param>
/// <param name="Columns">How many.</param>
/// <param name="IsMatrix">Whether it has two dimensions.</param>
/// <param name="IsPenalised">Whether the penalty on squared weights counts it.</param>
internal sealed record ParameterPart(string Name, int Column, int Columns, bool IsMatrix, bool IsPenalised = false);
