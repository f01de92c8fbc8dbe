namespace Sweeps.Cli.Tests.Slurm;

/// <summary>Waits for what other processes do.</summary>
internal static class Wait
{
    /// <summary>Not a matter of speed: what never comes about should fail the test instead of hanging it.</summary>
    private static readonly TimeSpan s_most = TimeSpan.FromMinutes(3);

    public static void Until(Func<bool> isReached)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!isReached())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < s_most, "The cluster did not get there in time.");
            Thread.Sleep(50);
        }
    }
}
