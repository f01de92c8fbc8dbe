using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace Sweeps.Torch.Native;

/// <summary>The processor as native libraries see it when they choose their kernels; settings of .NET do not change it.</summary>
internal static class ProcessorFacts
{
    private enum Register
    {
        A,
        B,
        C,
        D,
    }

    /// <summary>CPUID's bits of the instructions between which LibTorch, oneDNN and MKL choose (Intel SDM, volume 2A, CPUID).</summary>
    private static readonly (string Name, int Leaf, int Subleaf, Register Register, int Bit)[] s_instructions =
    [
        ("avx", 1, 0, Register.C, 28), ("f16c", 1, 0, Register.C, 29), ("fma", 1, 0, Register.C, 12), ("avx2", 7, 0, Register.B, 5),
        ("avx512f", 7, 0, Register.B, 16), ("avx512dq", 7, 0, Register.B, 17), ("avx512bw", 7, 0, Register.B, 30), ("avx512vl", 7, 0, Register.B, 31),
        ("avx512_vnni", 7, 0, Register.C, 11), ("avx512_bf16", 7, 1, Register.A, 5), ("avx_vnni", 7, 1, Register.A, 4), ("avx512_fp16", 7, 0, Register.D, 23), ("amx_tile", 7, 0, Register.D, 24),
    ];

    /// <summary>Maker, family, model and stepping; of other than x64 processors the architecture and the system, whose libraries compute there.</summary>
    public static string Name { get; } = X86Base.IsSupported ? NameOfX86() : $"{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}, {RuntimeInformation.OSDescription}";

    /// <summary>Extensions of the instruction set, in a fixed order; empty where they are not known.</summary>
    public static string Instructions { get; } = X86Base.IsSupported ? string.Join(' ', s_instructions.Where(one => Has(one.Leaf, one.Subleaf, one.Register, one.Bit)).Select(one => one.Name)) : "";

    private static bool Has(int leaf, int subleaf, Register register, int bit)
    {
        if (X86Base.CpuId(0, 0).Eax < leaf || (subleaf > 0 && X86Base.CpuId(leaf, 0).Eax < subleaf))
            return false;
        var (a, b, c, d) = X86Base.CpuId(leaf, subleaf);
        var value = register switch
        {
            Register.A => a,
            Register.B => b,
            Register.C => c,
            Register.D => d,
            _ => throw new ArgumentOutOfRangeException(nameof(register), register, "Unknown register."),
        };
        return ((value >> bit) & 1) != 0;
    }

    private static string NameOfX86()
    {
        var (_, b, c, d) = X86Base.CpuId(0, 0);
        Span<byte> letters = stackalloc byte[12];
        MemoryMarshal.Write(letters, b);
        MemoryMarshal.Write(letters[4..], d);
        MemoryMarshal.Write(letters[8..], c);
        // Family and model have a second part each, which counts from family 15 on, the model's from 6.
        var signature = X86Base.CpuId(1, 0).Eax;
        var (stepping, model, family) = (signature & 15, (signature >> 4) & 15, (signature >> 8) & 15);
        if (family is 6 or 15)
            model += ((signature >> 16) & 15) << 4;
        if (family == 15)
            family += (signature >> 20) & 255;
        return string.Create(CultureInfo.InvariantCulture, $"{Encoding.ASCII.GetString(letters)} family {family} model {model} stepping {stepping}");
    }
}
