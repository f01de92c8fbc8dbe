namespace Sweeps.Bench;

/// <summary>A kernel on numbers of a size.</summary>
internal sealed class KernelCase(string name, double flops, Action run) : IArithmetic
{
    public string Name { get; } = name;

    public double Flops { get; } = flops;

    public void Run() => run();

    public override string ToString() => Name;
}
