using System.Text.RegularExpressions;
using Sweeps.Engine;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Processes;

/// <summary>
/// No call is left in the loops of a kernel: past its budget for inlining the compiler leaves calls of operations on lanes, each of which writes all registers to memory.
/// Counted in the machine code that the program itself runs.
/// </summary>
[Kind(TestKind.Process)]
public sealed partial class HotKernelTests : IDisposable
{
    // What is looked through: too few methods would mean that the compiler's listing has another form.
    private const int FewestMethods = 60;

    private readonly Workspace _at = new();

    public void Dispose() => _at.Dispose();

    [Theory]
    [InlineData("1")]
    [InlineData("0")]
    public void No_call_is_left_in_a_kernel(string avx512)
    {
        File.WriteAllText(_at.In("all.yaml"), $$"""
            name: all
            dataset: { source: names, split: { train: 0.05, valid: 0, test: 0 } }
            model: { width: 30, depth: 1 }
            train: { steps: 3 }
            seed: 1
            grid: { activation: [{{string.Join(", ", ManagedModels.Catalogue.Activations.Names)}}], norm: [none, layer, batch, rms] }
            include:
              - { activation: tanh, arithmetic: pytorch }
              - { activation: gelu, arithmetic: pytorch }
              - { optimizer: adamw, residual: pre_activation }
              - { optimizer: rmsprop }
            """);
        var listing = _at.In("listing.txt");
        var finished = SweepsProcess.Run(
            _at.Folder,
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["DOTNET_EnableAVX512"] = avx512,
                ["DOTNET_JitDisasm"] = "Sweeps.Engine.*:* Sweeps.Numerics.*:*",
                ["DOTNET_JitStdOutFile"] = listing,
            },
            "run", "all.yaml", "--quiet");
        Assert.True(finished.ExitCode == 0, finished.ToString());

        var methods = 0;
        var method = "";
        var calls = new List<string>();
        foreach (var line in File.ReadLines(listing))
        {
            if (Heading().Match(line) is { Success: true } heading)
            {
                method = heading.Groups["optimized"].Success ? heading.Groups["name"].Value : "";
                methods += method.Length > 0 ? 1 : 0;
            }
            else if (method.Length > 0 && CallOfOperation().Match(line) is { Success: true } call)
            {
                calls.Add($"{method} calls {call.Groups["name"].Value}");
            }
        }

        Assert.InRange(methods, FewestMethods, int.MaxValue);
        Assert.Equal("", string.Join('\n', calls));
    }

    [GeneratedRegex(@"^; Assembly listing for method (?<name>.*) \((?<optimized>FullOpts)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Heading();

    // Functions that run over whole arrays are meant to be called; operations and functions of single vectors are not.
    [GeneratedRegex(
        @"^\s+(call|tail\.jmp|jmp)\s+\[?(?<name>Sweeps\.(Numerics\.(Lanes\.|Functions\.(LaneFunctions|PieceTanh:Of|SleefTanh))|Engine\.Activations\.(Logistic:|[A-Za-z]+:(Value|Backward)\[)).*)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CallOfOperation();
}
