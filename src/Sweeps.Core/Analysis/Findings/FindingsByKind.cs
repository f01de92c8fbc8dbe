namespace Sweeps.Core.Analysis.Findings;

/// <summary>Texts of findings without the numbers that differ from run to run: of hundreds of thousands of runs only a few different texts remain. They have the same <see cref="Finding.KindsIn(string)"/>.</summary>
internal sealed class FindingsByKind
{
    private readonly Dictionary<ulong, string> _texts = [];

    /// <param name="text">A text of <see cref="Finding.Text"/>.</param>
    public string Of(string text)
    {
        var kinds = Finding.KindsIn(text.AsSpan());
        if (!_texts.TryGetValue(kinds, out var same))
            _texts.Add(kinds, same = Finding.TextOfKinds(kinds));
        return same;
    }
}
