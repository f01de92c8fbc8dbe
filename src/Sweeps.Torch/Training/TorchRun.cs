using Sweeps.Torch.Modules;
using Sweeps.Torch.Optimizers;
using Sweeps.Training;
using Sweeps.Training.Catalogues;
using Sweeps.Training.Running;
using TorchSharp;
using static TorchSharp.torch;

namespace Sweeps.Torch.Training;

/// <summary>A run by LibTorch in float32.</summary>
internal sealed class TorchRun : ITrainingRun
{
    private readonly TrainingSettings _settings;
    private readonly IDataset _data;
    private readonly ITrainingTap? _tap;
    private readonly TorchNetwork _network;
    private readonly NamedTensors _tensors;
    private readonly ParameterUpdates _updates;
    private readonly TorchLoss _loss;
    private readonly TensorTaps? _taps;
    private readonly TorchStepView? _view;
    private readonly Sampler _sampler;
    private readonly ScheduledRates _schedule;
    private readonly RunProgress _progress;
    private readonly Scalar _penalty;
    private readonly bool _calibrates;
    private readonly SplitJudge _judge;
    private double _factor = 1;

    public TorchRun(CellSettings cell, ModelCatalogue catalogue, IDataset data, ITrainingTap? tap)
    {
        (_settings, _data, _tap) = (cell.Training, data, tap);
        _penalty = _settings.L2Penalty;
        _progress = new RunProgress(_settings.Steps);
        _schedule = new ScheduledRates(_settings, catalogue.Schedules.Get(_settings.Schedule.Kind));
        _loss = TorchLosses.Of(cell);
        var norm = Architecture.NormOf(cell.Network, catalogue);
        var normOptions = new DeclaredOptions(norm, cell.Network.NormOptions);
        _calibrates = normOptions.Has("calibrate") && normOptions.Switch("calibrate");
        _network = new TorchNetwork(cell.Network, catalogue);
        try
        {
            _tensors = new NamedTensors(_network);
            var initialiser = new Initialiser(cell.Network, catalogue, _settings.Seed);
            initialiser.Fill(_tensors);
            _sampler = Sampler.Of(_settings.Sampling, initialiser.Batches, data.Train.Count, _settings.BatchSize);
            _updates = new ParameterUpdates(_settings, catalogue, _tensors);
        }
        catch
        {
            _network.Dispose();
            throw;
        }

        _judge = new SplitJudge(cell.Task, (split, metrics) => Evaluation.MeanLoss(_network, _loss, split, metrics));
        if (tap is null)
            return;
        _taps = new TensorTaps(_network);
        _view = new TorchStepView(_network, _tensors, _taps, RateOf);
    }

    public int StepsDone => _progress.StepsDone;

    public ReadOnlySpan<float> Losses => _progress.Losses;

    public int? DivergedAt => _progress.DivergedAt;

    public bool IsFinished => _progress.IsFinished;

    public void Advance(int steps)
    {
        if (IsFinished)
            return;
        _network.train();
        for (; steps > 0 && !IsFinished; steps--)
            Step();
        if (IsFinished && DivergedAt is null && _calibrates)
            Calibration.Run(_network, _data.Train);
    }

    public double? Evaluate(ExampleSet split) => _judge.Judge(split, StepsDone).Loss;

    public IReadOnlyList<MetricValue> Metrics(ExampleSet split) => _judge.Judge(split, StepsDone).Metrics;

    public IReadOnlyList<NamedTensor> Weights() => _tensors.Export();

    public IReadOnlyList<NamedTensor> OptimizerState() => [.. _updates.Slots.Select(slot => NamedTensors.Export(slot.Name, slot.Tensor))];

    public void Save(Stream stream)
    {
        var sections = new StateSections();
        foreach (var (name, tensor) in _tensors.All.Concat(_updates.Slots))
            sections.Add<float>($"tensor {name}", NamedTensors.Numbers(tensor));
        sections.Add("sampler", _sampler.Save);
        _progress.Save(sections);
        sections.Write(stream);
    }

    public void Restore(Stream stream)
    {
        var sections = StateSections.Read(stream);
        _progress.Restore(sections);
        foreach (var (name, tensor) in _tensors.All.Concat(_updates.Slots))
            sections.Take($"tensor {name}", NamedTensors.Numbers(tensor));
        sections.Take("sampler", _sampler.Restore);
        sections.ExpectEmpty();
    }

    public void Dispose()
    {
        _updates.Dispose();
        _network.Dispose();
    }

    private double RateOf(ModuleRole role) => _settings.LearningRateOf(role) * _factor;

    private void Step()
    {
        using var scope = NewDisposeScope();
        var step = StepsDone;
        _factor = _schedule.Factor(step);
        var wanted = _tap?.Wants(step) ?? TensorKinds.None;
        var examples = _sampler.Next();
        if ((wanted & (TensorKinds.Output | TensorKinds.OutputGradient)) != TensorKinds.None)
            _taps!.Begin((wanted & TensorKinds.OutputGradient) != TensorKinds.None);
        var mean = _loss.Mean(_network.call(Examples.Inputs(_data.Train, examples)), Examples.Targets(_data.Train, examples));
        if (_settings.L2Penalty != 0)
            mean = mean.Plus(WeightPenalty.Of(_network, _tensors, _penalty));
        var loss = NamedTensors.Numbers(mean.detach().cpu())[0];
        if (!_progress.Record(loss))
        {
            _taps?.End();
            return;
        }

        _updates.Clear();
        mean.backward();
        _updates.Clip();
        if (wanted == TensorKinds.None)
            _updates.Run(StepsDone, RateOf, _schedule.Momentum(step));
        else
            UpdateAndShow(step, loss, wanted);
        _taps?.End();
    }

    private void UpdateAndShow(int step, float loss, TensorKinds wanted)
    {
        _view!.Step = step;
        _view.LearningRate = (float)(_settings.LearningRate * _factor);
        _view.Loss = loss;
        // The step that was applied is known when it has been: then the weights before it are shown from a copy.
        var showsStep = (wanted & TensorKinds.Step) != TensorKinds.None;
        if (showsStep)
            _view.KeepWeights();
        else
            _tap!.Observe(_view);
        _updates.Run(StepsDone, RateOf, _schedule.Momentum(step));
        if (!showsStep)
            return;
        _view.TakeSteps();
        _tap!.Observe(_view);
        _view.Forget();
    }
}
