namespace Sweeps.Engine.Layers;

/// <summary>Numbers that are trained, and their gradient, in rows padded with zeros.</summary>
internal sealed unsafe class Parameter<T>(string layer, int rows, int stride, IReadOnlyList<ParameterPart> parts)
    where T : unmanaged
{
    /// <summary>The name of its module.</summary>
    public string Layer { get; } = layer;

    public int Rows { get; } = rows;

    public int Stride { get; } = stride;

    /// <summary>What its rows hold, by column.</summary>
    public IReadOnlyList<ParameterPart> Parts { get; } = parts;

    public required T* Value { get; init; }

    public required T* Gradient { get; init; }

    /// <summary>Momentum's running direction; null without momentum.</summary>
    public T* Velocity { get; set; }

    /// <summary>Numbers, padding included.</summary>
    public int Length => Rows * Stride;
}

/// <summary>A tensor inside a parameter's rows.</summary>
/// <param name="Name">weight or bias.</param>
/// <param name="Column">Its first column.</param>
/// <param name="Columns">How many.</param>
/// <param name="IsMatrix">Whether it has two dimensions.</param>
/// <param name="IsPenalised">Whether the penalty on squared weights counts it.</param>
internal sealed record ParameterPart(string Name, int Column, int Columns, bool IsMatrix, bool IsPenalised = false);
