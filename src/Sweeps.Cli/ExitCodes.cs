namespace Sweeps.Cli;

/// <summary>What the process tells the shell.</summary>
internal static class ExitCodes
{
    /// <summary>Everything asked for is done; a diverged run is a result.</summary>
    public const int Done = 0;

    /// <summary>Wrong usage, or an invalid definition.</summary>
    public const int Usage = 1;

    /// <summary>Some run failed.</summary>
    public const int RunFailed = 2;

    /// <summary>A verification or a diff found a difference.</summary>
    public const int Difference = 3;

    /// <summary>Storage is damaged or cannot be read or written.</summary>
    public const int Storage = 4;

    /// <summary>A mistake of the program (EX_SOFTWARE of sysexits.h).</summary>
    public const int Unexpected = 70;

    /// <summary>Stopped by a signal, after an orderly stop.</summary>
    public const int Stopped = 130;

    /// <summary>Of several sweeps, the one that matters most to a script.</summary>
    public static int Worst(int one, int other) => Rank(one) >= Rank(other) ? one : other;

    private static int Rank(int code) => code switch
    {
        Done => 0,
        RunFailed => 1,
        Difference => 2,
        Usage => 3,
        Storage => 4,
        Unexpected => 5,
        _ => 6,
    };
}
