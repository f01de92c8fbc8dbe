namespace Sweeps.Core.Parameters;

/// <summary>Records the parameters whose values were read. Results that follow from these values are the same for all cells with equal values, so they can be reused.</summary>
/// <param name="count">The number of parameters.</param>
internal sealed class CellReads(int count)
{
    private readonly bool[] _read = new bool[count];

    /// <param name="parameter">Its <see cref="Parameter.Index"/>.</param>
    public void Add(int parameter) => _read[parameter] = true;

    /// <param name="parameter">Its <see cref="Parameter.Index"/>.</param>
    public bool Has(int parameter) => _read[parameter];

    /// <summary>Clears the record.</summary>
    public void Clear() => Array.Clear(_read);
}
