using System.Globalization;

namespace Sweeps.Core.Running;

/// <summary>How many runs may be trained at once within a limit of memory.</summary>
internal static class MemoryBudget
{
    /// <param name="limit">Bytes that the process may use.</param>
    /// <param name="used">Bytes that it uses before the first run.</param>
    /// <param name="largest">Bytes that the largest run due may need.</param>
    /// <param name="workers">Runs at once that were asked for.</param>
    /// <param name="note">Is told if they are fewer.</param>
    /// <exception cref="MemoryLimitException">Not even one fits.</exception>
    public static int Workers(long limit, long used, long largest, int workers, Action<string> note)
    {
        // Whatever is being stored is held once more, as the bytes of the journal.
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
