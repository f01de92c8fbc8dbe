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
internal sealed class TaskRun : SteppedRun
{
    /// <summary>Steps that every run takes alone, so that it is seen whether it draws from the default generator.</summary>
    private const int StepsAlone = 3;

    private readonly TorchTask _task;
    private readonly DrawingTasks _drawing;
    private readonly DrawingKey _key;
    private readonly nn.Module _network;
    private readonly NetworkTensors _tensors;
    private readonly RandomState _stream;
    private bool _draws;
    private int _aloneUntil;

    public TaskRun(TorchTask task, CellSettings cell, ModuleTree tree, ModelCatalogue catalogue, IDataset data, ITrainingTap? tap, DrawingTasks drawing)
        : base(cell.Training, catalogue, data, tap)
    {
        var training = cell.Training;
        (_task, _drawing) = (task, drawing);
        _key = new DrawingKey(task, cell.TaskOptions);
        _draws = task.UsesDefaultGenerator || drawing.Has(_key);
        _aloneUntil = StepsAlone;
        _stream = RandomState.Seeded(training.Seed);
        var settings = new TorchTaskSettings(cell.TaskOptions, data.Inputs, data.Targets, training);
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
            Updates = task.HasOptimizer
                ? new OwnUpdates(task.Optimizer(_network, settings), task.Name)
                : new ChosenUpdates(new ParameterUpdates(training, catalogue, [.. _tensors.Parameters.Where(parameter => parameter.Parameter.requires_grad)]), training);
            Sampler = Sampler.Of(training, new TorchGenerator(training.Seed), data.Train.Count);
        }
        catch
        {
            _network.Dispose();
            throw;
        }

        Judge = new SplitJudge(Measure);
        if (tap is null)
            return;
        var taps = new TreeTaps(_network, tree);
        Show(taps, new TreeStepView(tree, taps, _tensors, RateOf));
    }

    protected override nn.Module Network => _network;

    protected override NetworkUpdates Updates { get; }

    protected override Sampler Sampler { get; }

    protected override SplitJudge Judge { get; }

    public override IReadOnlyList<NamedTensor> Weights() => _tensors.Export();

    public override void Save(Stream stream)
    {
        var sections = new StateSections();
        foreach (var (name, tensor) in _tensors.All)
            sections.Add<byte>($"tensor {name}", NetworkTensors.Bytes(tensor));
        Updates.Save(sections);
        sections.Add("sampler", Sampler.Save);
        sections.Add<byte>("stream", _stream.Bytes);
        sections.Add<byte>("draws", [_draws ? (byte)1 : (byte)0]);
        Progress.Save(sections);
        sections.Write(stream);
    }

    public override void Restore(Stream stream)
    {
        var sections = StateSections.Read(stream);
        Progress.Restore(sections);
        foreach (var (name, tensor) in _tensors.All)
        {
            var bytes = NetworkTensors.Bytes(tensor);
            sections.Take($"tensor {name}", bytes.AsSpan());
            NetworkTensors.Set(tensor, bytes);
        }

        Updates.Restore(sections);
        sections.Take("sampler", Sampler.Restore);
        var state = new byte[_stream.Bytes.Length];
        sections.Take("stream", state.AsSpan());
        _stream.Bytes = state;
        Span<byte> draws = stackalloc byte[1];
        sections.Take("draws", draws);
        _draws |= draws[0] != 0;
        _aloneUntil = StepsDone + StepsAlone;
        sections.ExpectEmpty();
    }

    protected override void Take()
    {
        if (_draws || StepsDone < _aloneUntil)
            _draws |= ProcessStream.Alone(_stream, Step);
        else if (ProcessStream.Beside(Step))
            throw Restart();
    }

    protected override Tensor MeanLoss(Tensor inputs, Tensor targets)
    {
        var batch = new TorchBatch(inputs, targets);
        return _task.Loss(_task.Forward(_network, batch), batch);
    }

    private RunRestartException Restart()
    {
        _drawing.Add(_key);
        return new RunRestartException(
            $"Something drew from the default random generator of LibTorch while the task '{_task.Name}' ran beside others, and not in its first {StepsAlone} steps: its runs take all steps alone from now on.");
    }

    private (double Loss, IReadOnlyList<MetricValue> Metrics) Measure(ExampleSet split)
    {
        (double Loss, IReadOnlyList<MetricValue> Metrics) measured = default;
        void Work() => measured = TaskEvaluation.Of(_task, _network, split);

        // What evaluation draws leaves no trace in the run, whichever splits are evaluated.
        if (_draws)
            ProcessStream.Alone(_stream.Copy(), Work);
        else if (ProcessStream.Beside(Work))
            throw Restart();
        return measured;
    }
}
