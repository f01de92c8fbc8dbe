using Sweeps.Numerics.Random;
using Sweeps.Torch.Optimizers;
using Sweeps.Torch.Streams;
using Sweeps.Torch.Tasks;
using Sweeps.Torch.Trees;
using Sweeps.Training;
using Sweeps.Training.Catalogues;
using Sweeps.Training.Running;
using static TorchSharp.torch;

namespace Sweeps.Torch.Training;

/// <summary>A run of a plugin's task by LibTorch.</summary>
internal sealed class TaskRun : ITrainingRun
{
    /// <summary>Steps that every run takes alone, so that it is seen whether it draws from the default generator.</summary>
    private const int StepsAlone = 3;

    private readonly TorchTask _task;
    private readonly TrainingSettings _settings;
    private readonly IDataset _data;
    private readonly ITrainingTap? _tap;
    private readonly DrawingTasks _drawing;
    private readonly DrawingKey _key;
    private readonly nn.Module _network;
    private readonly NetworkTensors _tensors;
    private readonly NetworkUpdates _updates;
    private readonly TreeTaps? _taps;
    private readonly TreeStepView? _view;
    private readonly Sampler _sampler;
    private readonly ScheduledRates _schedule;
    private readonly RunProgress _progress;
    private readonly RandomState _stream;
    private bool _draws;
    private int _aloneUntil;
    private double _factor = 1;
    private (ExampleSet? Split, int Steps, (double Loss, IReadOnlyList<MetricValue> Metrics) Result) _judged;

    public TaskRun(TorchTask task, CellSettings cell, ModuleTree tree, ModelCatalogue catalogue, IDataset data, ITrainingTap? tap, DrawingTasks drawing)
    {
        (_task, _settings, _data, _tap, _drawing) = (task, cell.Training, data, tap, drawing);
        _key = new DrawingKey(task, cell.TaskOptions);
        _draws = task.UsesDefaultGenerator || drawing.Has(_key);
        _aloneUntil = StepsAlone;
        _progress = new RunProgress(_settings.Steps);
        _schedule = new ScheduledRates(_settings, catalogue.Schedules.Get(_settings.Schedule.Kind));
        _stream = RandomState.Seeded(_settings.Seed);
        var settings = new TorchTaskSettings(cell.TaskOptions, data.Inputs, data.Targets, _settings);
        nn.Module? network = null;
        ProcessStream.Alone(_stream, () =>
        {
            network = task.Module(settings);
            task.Initialize(network, settings);
        });
        _network = network!;
        try
        {
            _tensors = new NetworkTensors(_network, tree);
            _updates = task.HasOptimizer
                ? new OwnUpdates(task.Optimizer(_network, settings), task.Name)
                : new ChosenUpdates(new ParameterUpdates(_settings, catalogue, [.. _tensors.Parameters.Where(parameter => parameter.Parameter.requires_grad)]), _settings);
            _sampler = Sampler.Of(_settings.Sampling, new TorchGenerator(_settings.Seed), data.Train.Count, _settings.BatchSize);
        }
        catch
        {
            _network.Dispose();
            throw;
        }

        if (tap is null)
            return;
        _taps = new TreeTaps(_network, tree);
        _view = new TreeStepView(tree, _taps, _tensors, role => _settings.LearningRateOf(role) * _factor);
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
            Take();
    }

    public double? Evaluate(ExampleSet split) => split.Count == 0 ? null : Measure(split).Loss;

    public IReadOnlyList<MetricValue> Metrics(ExampleSet split) => split.Count == 0 || _task.Metrics.Count == 0 ? [] : Measure(split).Metrics;

    public IReadOnlyList<NamedTensor> Weights() => _tensors.Export();

    public IReadOnlyList<NamedTensor> OptimizerState() => _updates.State;

    public void Save(Stream stream)
    {
        var sections = new StateSections();
        foreach (var (name, tensor) in _tensors.All)
            sections.Add<byte>($"tensor {name}", NetworkTensors.Bytes(tensor));
        _updates.Save(sections);
        sections.Add("sampler", _sampler.Save);
        sections.Add<byte>("stream", _stream.Bytes);
        sections.Add<byte>("draws", [_draws ? (byte)1 : (byte)0]);
        _progress.Save(sections);
        sections.Write(stream);
    }

    public void Restore(Stream stream)
    {
        var sections = StateSections.Read(stream);
        _progress.Restore(sections);
        foreach (var (name, tensor) in _tensors.All)
        {
            var bytes = NetworkTensors.Bytes(tensor);
            sections.Take($"tensor {name}", bytes.AsSpan());
            NetworkTensors.Set(tensor, bytes);
        }

        _updates.Restore(sections);
        sections.Take("sampler", _sampler.Restore);
        var state = new byte[_stream.Bytes.Length];
        sections.Take("stream", state.AsSpan());
        _stream.Bytes = state;
        Span<byte> draws = stackalloc byte[1];
        sections.Take("draws", draws);
        _draws |= draws[0] != 0;
        _aloneUntil = StepsDone + StepsAlone;
        sections.ExpectEmpty();
    }

    public void Dispose()
    {
        _updates.Dispose();
        _network.Dispose();
    }

    private void Take()
    {
        if (_draws || StepsDone < _aloneUntil)
            _draws |= ProcessStream.Alone(_stream, Step);
        else if (ProcessStream.Beside(Step))
            throw Restart();
    }

    private RunRestartException Restart()
    {
        _drawing.Add(_key);
        return new RunRestartException(
            $"Something drew from the default random generator of LibTorch while the task '{_task.Name}' ran beside others, and not in its first {StepsAlone} steps: its runs take all steps alone from now on.");
    }

    private (double Loss, IReadOnlyList<MetricValue> Metrics) Measure(ExampleSet split)
    {
        if (ReferenceEquals(_judged.Split, split) && _judged.Steps == StepsDone)
            return _judged.Result;
        (double Loss, IReadOnlyList<MetricValue> Metrics) measured = default;
        void Work() => measured = TaskEvaluation.Of(_task, _network, split);

        // What evaluation draws leaves no trace in the run, whichever splits are evaluated.
        if (_draws)
            ProcessStream.Alone(_stream.Copy(), Work);
        else if (ProcessStream.Beside(Work))
            throw Restart();
        _judged = (split, StepsDone, measured);
        return measured;
    }

    private void Step()
    {
        using var scope = NewDisposeScope();
        var step = StepsDone;
        _factor = _schedule.Factor(step);
        var wanted = _tap?.Wants(step) ?? TensorKinds.None;
        var examples = _sampler.Next();
        var batch = new TorchBatch(Examples.Inputs(_data.Train, examples), Examples.Targets(_data.Train, examples));
        if ((wanted & (TensorKinds.Output | TensorKinds.OutputGradient)) != TensorKinds.None)
            _taps!.Begin((wanted & TensorKinds.OutputGradient) != TensorKinds.None);
        var mean = _task.Loss(_task.Forward(_network, batch), batch);
        var loss = mean.detach().cpu().to(ScalarType.Float32).item<float>();
        if (_progress.Record(loss))
        {
            _updates.Clear();
            mean.backward();
            _updates.Clip();
            if (wanted == TensorKinds.None)
                _updates.Run(StepsDone, _factor, _schedule.Momentum(step));
            else
                UpdateAndShow(step, loss, wanted);
        }

        _taps?.End();
    }

    private void UpdateAndShow(int step, float loss, TensorKinds wanted)
    {
        _view!.Step = step;
        _view.LearningRate = (float)(_settings.LearningRate * _factor);
        _view.Loss = loss;
        var showsStep = (wanted & TensorKinds.Step) != TensorKinds.None;
        if (showsStep)
            _view.KeepWeights();
        else
            Show();
        _updates.Run(StepsDone, _factor, _schedule.Momentum(step));
        if (!showsStep)
            return;
        Show();
        _view.Forget();
    }

    private void Show()
    {
        using var frozen = no_grad();
        _tap!.Observe(_view!);
    }
}
