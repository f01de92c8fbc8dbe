using Sweeps.Cli.Output;

namespace Sweeps.Cli.Hosting;

/// <summary>Holds the process to a size.</summary>
internal static class MemoryLimit
{
    /// <summary>The least that can be asked for: the program itself needs about half of it.</summary>
    public const long LeastMegabytes = 128;

    /// <summary>What the program uses beside its heap: code, stacks, networks.</summary>
    private const long BesideHeap = 64L << 20;

    /// <summary>From now on an allocation that does not fit fails, and with it the run that asked for it, instead of the machine's killing the process.</summary>
    public static void Set(long bytes, Terminal terminal)
    {
        AppContext.SetData("GCHeapHardLimit", (ulong)(bytes - BesideHeap));
        try
        {
            GC.RefreshMemoryLimit();
        }
        catch (InvalidOperationException refused)
        {
            terminal.Warn($"--max-memory bounds the number of runs at once alone: this system does not let a limit be set ({refused.Message}).");
        }
    }
}
