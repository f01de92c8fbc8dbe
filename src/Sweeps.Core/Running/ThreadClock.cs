using System.Globalization;
using Sweeps.Core.Files;

namespace Sweeps.Core.Running;

/// <summary>The processor time of the calling thread, on systems that report it without native code.</summary>
internal static class ThreadClock
{
    private const string Source = "/proc/thread-self/schedstat";

    private static readonly bool s_exists = OperatingSystem.IsLinux() && FileProbe.SeemsReadable(Source);

    /// <summary>The seconds so far, or null if the system does not report them.</summary>
    public static double? Seconds()
    {
        if (!s_exists)
            return null;
        try
        {
            // sched(7): the first number is the time on the processor in nanoseconds.
            var text = File.ReadAllText(Source);
            return long.Parse(text.AsSpan(0, text.IndexOf(' ', StringComparison.Ordinal)), CultureInfo.InvariantCulture) * 1e-9;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
