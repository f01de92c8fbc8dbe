using System.Diagnostics;
using System.Reflection;
using Sweeps.Tests;
using static TorchSharp.torch;

namespace Sweeps.Torch.Tests.Tasks;

/// <summary>TorchSharp's own way of calling LibTorch with a number, which plugins' modules use.</summary>
[Kind(TestKind.Torch)]
public sealed class FreedNumberTests
{
    /// <summary>Without the flags that Unoptimised.targets sets, some of a hundred thousand such operations fail ("Expected false to be true").</summary>
    [Fact]
    public void Numbers_live_while_native_code_reads_them()
    {
        // LibTorch is loaded when the engine is first asked.
        Assert.Null(Engines.Torch.Refuses(TestData.Cell()));
        Assert.True(typeof(TorchSharp.torch).Assembly.GetCustomAttribute<DebuggableAttribute>()!.IsJITOptimizerDisabled);
        using var end = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (!end.IsCancellationRequested)
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
            }
        });
        collector.Start();
        try
        {
            using var all = NewDisposeScope();
            var number = ones(4);
            for (var i = 0; i < 20_000; i++)
            {
                using var scope = NewDisposeScope();
                var result = (((number * 2.0) + 1.0 - 0.5) / 2.0).pow(2);
                Assert.Equal(1.5625f, result[0].item<float>());
            }
        }
        finally
        {
            end.Cancel();
            collector.Join();
        }
    }
}
