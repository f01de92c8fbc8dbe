using BenchmarkDotNet.Running;
using Sweeps.Bench;
using Sweeps.Bench.Builds;

#pragma warning disable RS0030 // A program of its own, whose terminal this is.
if (args is [BuildComparison.Option, .. var rest])
    return BuildComparison.Run(rest, Console.Out, Console.Error);
#pragma warning restore RS0030
BenchmarkSwitcher.FromAssembly(typeof(KernelBenchmarks).Assembly).Run(args);
return 0;
