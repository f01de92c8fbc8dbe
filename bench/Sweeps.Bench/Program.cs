using BenchmarkDotNet.Running;
using Sweeps.Bench;

BenchmarkSwitcher.FromAssembly(typeof(KernelBenchmarks).Assembly).Run(args);
