using System.Globalization;
using System.Security.Cryptography;
using Sweeps.Torch.Native;
using Sweeps.Training;

namespace Sweeps.Torch;

/// <summary>What the engine's bits depend on besides its versions.</summary>
internal static class TorchProvenance
{
    /// <summary>Variables of the environment by which LibTorch and its libraries take other kernels than the processor's best.</summary>
    private static readonly string[] s_variables =
    [
        "ATEN_CPU_CAPABILITY", "DNNL_DEFAULT_FPMATH_MODE", "DNNL_MAX_CPU_ISA", "MKL_CBWR", "MKL_DEBUG_CPU_TYPE", "MKL_ENABLE_INSTRUCTIONS", "ONEDNN_DEFAULT_FPMATH_MODE", "ONEDNN_MAX_CPU_ISA",
    ];

    /// <summary>Of this process. LibTorch need not be loaded.</summary>
    public static EngineProvenance Facts { get; } = new() { Machine = Machine(), Assemblies = Assemblies() };

    private static SortedDictionary<string, string> Machine()
    {
        var facts = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["processor"] = ProcessorFacts.Name,
            ["instructions"] = ProcessorFacts.Instructions,
            ["threads"] = LibTorch.Threads.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var name in s_variables)
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
                facts[name] = value;
        return facts;
    }

    private static SortedDictionary<string, string> Assemblies()
    {
        var file = typeof(TorchProvenance).Assembly.Location;
        return new(StringComparer.Ordinal) { [Path.GetFileName(file)] = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))) };
    }
}
