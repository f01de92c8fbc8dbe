using Sweeps.Numerics;
using Sweeps.Torch.Modules;
using Sweeps.Training;
using static TorchSharp.torch;

namespace Sweeps.Torch.Training;

/// <summary>A step of LibTorch as taps see it.</summary>
/// <param name="modules">The modules of the network in forward order.</param>
/// <param name="rateOf">The learning rate of a module at this step.</param>
internal abstract class LookedStep(IReadOnlyList<ModuleInfo> modules, Func<ModuleInfo, double> rateOf) : IStepView
{
    public int Step { get; set; }

    public float LearningRate { get; set; }

    public float Loss { get; set; }

    public IReadOnlyList<ModuleInfo> Modules { get; } = modules;

    public float LearningRateOf(ModuleInfo module) => (float)rateOf(module);

    public abstract bool Has(ModuleInfo module, TensorKinds kind);

    public abstract TensorView Tensor(ModuleInfo module, TensorKinds kind);

    public abstract TensorView Input(ModuleInfo module);

    public abstract IReadOnlyList<NamedTensor> ParameterGradients();

    /// <summary>Shows the weights as they are now until <see cref="Forget"/>, whatever the update does to them.</summary>
    public abstract void KeepWeights();

    /// <summary>Ends a look.</summary>
    public abstract void Forget();

    /// <summary>A matrix: contiguous float32 on the CPU.</summary>
    protected static TensorView View(Tensor matrix)
    {
        var (rows, columns) = ((int)matrix.shape[0], (int)matrix.shape[1]);
        return new TensorView(NamedTensors.Numbers(matrix), rows, columns, columns, 1);
    }
}
