using Sweeps.Training;
using Sweeps.Training.Catalogues;
using Sweeps.Training.Lockstep;
using static TorchSharp.torch;

namespace Sweeps.Torch.Lockstep;

/// <summary>Computes steps of a run with LibTorch.</summary>
internal sealed class StepOracle : IStepOracle
{
    private readonly StepNetwork _rounded;
    private readonly StepNetwork _exact;
    private readonly BatchOrder _batches;

    public StepOracle(CellSettings cell, ModelCatalogue catalogue, IDataset data)
    {
        _rounded = new StepNetwork(cell, catalogue, data.Train, ScalarType.Float32);
        _exact = new StepNetwork(cell, catalogue, data.Train, ScalarType.Float64);
        _batches = new BatchOrder(cell, catalogue, data, _rounded.Tensors);
    }

    public IReadOnlyList<StepTensor> Compute(StepStart start, IReadOnlyList<NamedTensor> gradients, bool inDoublePrecision)
    {
        // Drawing the first batch overwrites weights, so it comes first.
        var examples = _batches.Of(start.Step);
        return (inDoublePrecision ? _exact : _rounded).Compute(start, examples, _batches.Noise, gradients);
    }

    public IReadOnlyList<StepTensor> ComputeDisturbed(StepStart start, int draw)
    {
        var examples = _batches.Of(start.Step);
        return _exact.ComputeDisturbed(start, examples, _batches.Noise, draw);
    }

    public void Dispose()
    {
        _rounded.Dispose();
        _exact.Dispose();
    }
}
