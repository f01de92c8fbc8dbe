namespace Sweeps.Parquet;

/// <summary>Times as files have them: microseconds since 1970, UTC.</summary>
internal static class Timestamps
{
    /// <exception cref="InvalidOperationException">The time is not UTC.</exception>
    public static long ToMicroseconds(DateTime time) => time.Kind == DateTimeKind.Utc
        ? (time.Ticks / TimeSpan.TicksPerMicrosecond) - (DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerMicrosecond)
        : throw new InvalidOperationException($"The time {time:O} is not UTC.");

    public static DateTime FromMicroseconds(long microseconds) => DateTime.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}
