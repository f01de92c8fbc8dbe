using System.Globalization;

namespace Sweeps.Core.Running;

/// <summary>The number of runs that can be trained at once within a memory limit.</summary>
internal static class MemoryBudget
{
    /// <param name="limit">The memory in bytes that the process may use.</param>
    /// <param name="used">The memory in bytes that it uses before the first run.</param>
    /// <param name="largest">The memory in bytes that the largest due run may need.</param>
    /// <param name="workers">The requested number of runs at once.</param>
    /// <param name="note">Called with a message if fewer runs fit.</param>
    /// <exception cref="MemoryLimitException">Not even one run fits.</exception>
    public static int Workers(long limit, long used, long largest, int workers, Action<string> note)
    {
        // A run that is being stored is in memory twice: as its record and as the bytes of the journal.
        var fitting = (limit - used - largest) / Math.Max(1, largest);
        if (fitting < 1)
            throw new MemoryLimitException($"A run may need {Megabytes(2 * largest)}, beside {Megabytes(used)} for the program, and --max-memory allows {Megabytes(limit)} in all: raise it, or let the handlers look less often.");
        if (fitting >= workers)
            return workers;
        note(string.Create(CultureInfo.InvariantCulture, $"{fitting} runs at once instead of {workers}: a run may need {Megabytes(largest)}, and --max-memory allows {Megabytes(limit)} in all."));
        return (int)fitting;
    }

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(bytes / (1024.0 * 1024)):F0} MiB");
}
