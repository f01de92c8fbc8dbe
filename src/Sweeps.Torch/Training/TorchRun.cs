using Sweeps.Numerics.Random;
using Sweeps.Torch.Modules;
using Sweeps.Torch.Optimizers;
using Sweeps.Training;
using Sweeps.Training.Catalogues;
using Sweeps.Training.Running;
using TorchSharp;
using static TorchSharp.torch;

namespace Sweeps.Torch.Training;

/// <summary>A run by LibTorch in float32.</summary>
internal sealed class TorchRun : SteppedRun
{
    private readonly TrainingSettings _settings;
    private readonly IDataset _data;
    private readonly TorchNetwork _network;
    private readonly NamedTensors _tensors;
    private readonly ParameterUpdates _updates;
    private readonly TorchLoss _loss;
    private readonly Scalar _penalty;
    private readonly NetworkScaling _scaling;
    private readonly OptimizerDescriptor _optimizer;
    private readonly bool _calibrates;
    private readonly TorchGenerator _stream;
    private readonly DropoutNoise _noise;

    public TorchRun(CellSettings cell, ModelCatalogue catalogue, IDataset data, ITrainingTap? tap)
        : base(cell.Training, catalogue, data, tap)
    {
        (_settings, _data) = (cell.Training, data);
        _penalty = _settings.L2Penalty;
        _loss = TorchLosses.Of(cell);
        var norm = Architecture.NormOf(cell.Network, catalogue);
        var normOptions = new DeclaredOptions(norm, cell.Network.NormOptions);
        _calibrates = normOptions.Has("calibrate") && normOptions.Switch("calibrate");
        (_scaling, _optimizer) = (new NetworkScaling(cell.Network, catalogue), catalogue.Optimizers.Get(_settings.Optimizer));
        _noise = new DropoutNoise(cell.Network, catalogue);
        _network = new TorchNetwork(cell.Network, catalogue);
        try
        {
            _tensors = new NamedTensors(_network);
            var initialiser = new Initialiser(cell.Network, catalogue, _settings.Seed);
            initialiser.Fill(_tensors);
            _stream = initialiser.Batches;
            Sampler = Sampler.Of(_settings, _stream, data.Train.Count);
            _updates = new ParameterUpdates(_settings, catalogue, _tensors, _scaling);
        }
        catch
        {
            _network.Dispose();
            throw;
        }

        Updates = new ChosenUpdates(_updates, _settings);
        Judge = new SplitJudge(cell.Task, (split, metrics) => Evaluation.MeanLoss(_network, _loss, split, metrics));
        if (tap is null)
            return;
        var taps = new TensorTaps(_network);
        Show(taps, new TorchStepView(_network, _tensors, taps, RateOf));
    }

    protected override nn.Module Network => _network;

    protected override NetworkUpdates Updates { get; }

    protected override Sampler Sampler { get; }

    protected override SplitJudge Judge { get; }

    public override void Advance(int steps)
    {
        if (IsFinished)
            return;
        base.Advance(steps);
        if (IsFinished && DivergedAt is null && _calibrates)
            Calibration.Run(_network, _data.Train);
    }

    public override IReadOnlyList<NamedTensor> Weights() => _tensors.Export();

    public override void Save(Stream stream)
    {
        var sections = new StateSections();
        foreach (var (name, tensor) in _tensors.All.Concat(_updates.Slots))
            sections.Add<float>($"tensor {name}", NamedTensors.Numbers(tensor));
        sections.Add("sampler", Sampler.Save);
        Progress.Save(sections);
        sections.Write(stream);
    }

    public override void Restore(Stream stream)
    {
        var sections = StateSections.Read(stream);
        Progress.Restore(sections);
        foreach (var (name, tensor) in _tensors.All.Concat(_updates.Slots))
            sections.Take($"tensor {name}", NamedTensors.Numbers(tensor));
        sections.Take("sampler", Sampler.Restore);
        sections.ExpectEmpty();
    }

    protected override double RateOf(ModuleInfo module) => base.RateOf(module) * _scaling.Rate(module, module.HasWeight, _optimizer);

    protected override Tensor MeanLoss(Tensor inputs, Tensor targets)
    {
        if (_network.HasDropout)
            _network.Use(_noise.Next(_stream, (int)inputs.shape[0]));
        var mean = _loss.Mean(_network.call(inputs), targets);
        return _settings.L2Penalty == 0 ? mean : mean.Plus(WeightPenalty.Of(_network, _tensors, _penalty));
    }
}
