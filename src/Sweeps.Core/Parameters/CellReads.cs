namespace Sweeps.Core.Parameters;

/// <summary>Which parameters' values were asked for. What follows from them is the same wherever these values are, so it need not be found out again for every cell.</summary>
/// <param name="count">Number of parameters.</param>
internal sealed class CellReads(int count)
{
    private readonly bool[] _read = new bool[count];

    /// <param name="parameter">Its <see cref="Parameter.Index"/>.</param>
    public void Add(int parameter) => _read[parameter] = true;

    /// <param name="parameter">Its <see cref="Parameter.Index"/>.</param>
    public bool Has(int parameter) => _read[parameter];

    /// <summary>Forgets what was asked for.</summary>
    public void Clear() => Array.Clear(_read);
}
