namespace Sweeps.Torch;

/// <summary>What the engine's bits depend on besides the processor. Part of every run's identity.</summary>
internal static class TorchVersions
{
    /// <summary>Raised by one whenever this project's own part of the arithmetic changes a bit.</summary>
    public const int Engine = 1;

    /// <summary>Of the package, as Directory.Packages.props has it.</summary>
    public const string TorchSharp = "0.107.0";

    /// <summary>Of the package of native files, as Directory.Packages.props has it.</summary>
    public const string LibTorch = "2.10.0";

    /// <summary>All of them.</summary>
    public static string Text { get; } = $"torch-f32-{Engine}, TorchSharp {TorchSharp}, LibTorch {LibTorch}";
}
