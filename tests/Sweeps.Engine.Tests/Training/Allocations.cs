namespace Sweeps.Engine.Tests.Training;

/// <summary>What a thread allocates.</summary>
internal static class Allocations
{
    private const int Times = 3;

    /// <summary>
    /// The least number of bytes that three calls allocate. One alone does not tell: if another thread collects garbage meanwhile, what is
    /// left of this thread's allocation context, up to 8 kB, counts as allocated.
    /// </summary>
    public static long Least(Action call)
    {
        var least = long.MaxValue;
        for (var i = 0; i < Times; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            call();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
