namespace Sweeps.Tests;

/// <summary>Kinds of tests that are not fast.</summary>
internal static class TestKind
{
    public const string Trait = "Kind";

    /// <summary>Starts other processes: the program itself, Node, a shell.</summary>
    public const string Process = "process";

    /// <summary>Starts a Slurm cluster on this machine.</summary>
    public const string Cluster = "cluster";

    /// <summary>Starts a browser.</summary>
    public const string Browser = "browser";

    /// <summary>Stays in its process, and computes or waits for more than a few seconds.</summary>
    public const string Long = "long";

    /// <summary>Loads LibTorch, half a gigabyte of native files.</summary>
    public const string Torch = "torch";
}
