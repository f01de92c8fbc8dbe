using Sweeps.Core.Plans;
using Sweeps.Numerics;
using Sweeps.Training;

namespace Sweeps.Core.Running;

/// <summary>A step of a network that was never trained, with arbitrary numbers in tensors of the right shapes. It is used to count the rows that handlers write.</summary>
internal sealed class ProbeStep(IReadOnlyList<ModuleInfo> modules, PlannedCell cell) : IStepView
{
    private readonly Dictionary<int, float[]> _data = [];

    public int Step { get; init; }

    public float LearningRate => (float)cell.Settings.Training.LearningRate;

    public float Loss => 1;

    public IReadOnlyList<ModuleInfo> Modules => modules;

    public bool Has(ModuleInfo module, TensorKinds kind) => kind is TensorKinds.Output or TensorKinds.OutputGradient ? module.HasOutput : module.HasWeight;

    public TensorView Tensor(ModuleInfo module, TensorKinds kind) => kind is TensorKinds.Output or TensorKinds.OutputGradient
        ? Matrix(cell.Settings.Training.BatchSize * module.Positions, module.Outputs)
        : Matrix(module.Outputs, module.Inputs);

    public TensorView Input(ModuleInfo module) => Matrix(cell.Settings.Training.BatchSize * module.Positions, module.Inputs);

    private TensorView Matrix(int rows, int columns)
    {
        if (!_data.TryGetValue(rows * columns, out var data))
        {
            _data[rows * columns] = data = new float[rows * columns];
            for (var i = 0; i < data.Length; i++)
                data[i] = ((i * 7919 % 2003) - 1001) / 1001f;
        }

        return new(data, rows, columns, columns, 1);
    }
}
