using Sweeps.Numerics.Random;

namespace Sweeps.Core.Verification;

/// <summary>Draws some of many.</summary>
public static class RunSample
{
    /// <summary>So many different places of a list, each as likely as the others, the same for the same seed; in ascending order.</summary>
    public static int[] Draw(int size, int count, ulong seed)
    {
        var places = Enumerable.Range(0, size).ToArray();
        new PythonRandom(seed).Shuffle<int>(places);
        var drawn = places[..Math.Min(count, size)];
        Array.Sort(drawn);
        return drawn;
    }
}
