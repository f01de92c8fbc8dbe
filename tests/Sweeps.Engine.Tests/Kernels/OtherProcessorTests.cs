using System.Diagnostics;
using Sweeps.Tests;

namespace Sweeps.Engine.Tests.Kernels;

/// <summary>The catalogue's kernels as processors with fewer instructions run them, in processes that do without: tiles, transpositions and tables have other forms there.</summary>
[Kind(TestKind.Process)]
[Kind(TestKind.Long)]
public class OtherProcessorTests
{
    [Theory]
    [InlineData("EnableAVX512")]
    [InlineData("EnableAVX2")]
    public async Task Every_width_gives_the_bits_of_one_lane(string missing)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[typeof(OtherProcessorTests).Assembly.Location, "-class", typeof(KernelCatalogueTests).FullName!, "-noColor"])
            start.ArgumentList.Add(argument);
        start.Environment["DOTNET_" + missing] = "0";
        start.Environment["SWEEPS_KERNEL_SHARE"] = "10:1";
        using var process = TestProcess.Start(start)!;
        var stop = TestContext.Current.CancellationToken;
        var errors = process.StandardError.ReadToEndAsync(stop);
        var output = await process.StandardOutput.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        Assert.True(process.ExitCode == 0, output + await errors);
    }
}
