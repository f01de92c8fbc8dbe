namespace Sweeps.Tests;

/// <summary>Knobs of the runtime that take instructions of the processor away, from AVX-512 to all vectors.</summary>
public static class InstructionSets
{
    /// <summary>Names without DOTNET_, and values. The runtime reads a value as hexadecimal: 100 are 256 bits, with AVX-512's instructions still there.</summary>
    public static TheoryData<string, string> Knobs => new()
    {
        { "EnableAVX512", "0" },
        { "PreferredVectorBitWidth", "100" },
        { "EnableAVX2", "0" },
        { "EnableAVX", "0" },
        { "EnableHWIntrinsic", "0" },
    };
}
