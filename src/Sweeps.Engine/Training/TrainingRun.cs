using Sweeps.Engine.Losses;
using Sweeps.Engine.Optimizers;
using Sweeps.Engine.Schedules;
using Sweeps.Numerics.Random;
using Sweeps.Training.Running;

namespace Sweeps.Engine.Training;

/// <summary>A run in float32 with one width of lanes.</summary>
internal sealed unsafe class TrainingRun<V> : ITrainingRun
    where V : unmanaged, ILanes<V, float>
{
    private readonly TrainingSettings _settings;
    private readonly IDataset _data;
    private readonly ITrainingTap? _tap;
    private readonly Network<float, V> _network;
    private readonly Sampler _sampler;
    private readonly TorchGenerator _stream;
    private readonly DropoutLayer<float, V>[] _dropouts;
    private readonly StepView<V> _view;
    private readonly RunProgress _progress;
    private readonly LinesUpdate<float> _update;
    private readonly IOptimizer<float> _optimizer;
    private readonly IReadOnlyList<string> _slots;
    private readonly SplitJudge _judge;
    private readonly ScheduledRates _schedule;
    private readonly double[] _decays;
    private readonly bool _clips;
    private readonly double[] _baseRates;
    private readonly double[] _rates;

    public TrainingRun(CellSettings cell, IDataset data, ITrainingTap? tap)
    {
        _settings = cell.Training;
        _data = data;
        _tap = tap;
        _progress = new RunProgress(_settings);
        _baseRates = [.. Enum.GetValues<ModuleRole>().Select(_settings.LearningRateOf)];
        _rates = new double[_baseRates.Length];
        _schedule = new ScheduledRates(_settings, ScheduleCatalogue.Of(_settings.Schedule));
        _clips = _settings.ClipValue > 0 || _settings.ClipNorm > 0;
        _update = AddPenaltyAndUpdate;
        _network = new Network<float, V>(cell.Network, _settings.BatchSize, keepsGradients: tap is not null, cell.Task.Loss, OptimizerCatalogue.Of(_settings.Optimizer));
        try
        {
            var optimizer = OptimizerCatalogue.Of(_settings.Optimizer);
            _slots = optimizer.Slots(_settings.OptimizerOptions);
            var decay = optimizer.WeightDecayOf(_settings.OptimizerOptions);
            _decays = [.. Enum.GetValues<ModuleRole>().Select(role => _settings.DecayOf.Of(role) ?? decay)];
            _optimizer = optimizer.Create<float, V>(_settings.OptimizerOptions);
            _network.AddSlots(_slots.Count);
            var initialiser = new Initialiser(cell.Network, _settings.Seed);
            initialiser.Fill(_network);
            var stream = cell.Network.Init.Stream == InitStream.Single ? initialiser.Stream : new TorchGenerator(_settings.Seed);
            _sampler = Sampler.Of(_settings, stream, data.Train.Count);
            (_stream, _dropouts) = (stream, [.. _network.Layers.OfType<DropoutLayer<float, V>>()]);
        }
        catch
        {
            _network.Dispose();
            throw;
        }

        _judge = new SplitJudge(cell.Task, (split, metrics) => Evaluation.MeanLoss(_network, split, metrics));
        _view = new StepView<V>(_network, _rates);
    }

    public int StepsDone => _progress.StepsDone;

    public ReadOnlySpan<float> Losses => _progress.Losses;

    public int? DivergedAt => _progress.DivergedAt;

    public bool IsFinished => _progress.IsFinished;

    public void Advance(int steps)
    {
        if (IsFinished)
            return;
        for (; steps > 0 && !IsFinished; steps--)
            Step();
        if (IsFinished && DivergedAt is null)
            Calibration.Run(_network, _data.Train);
    }

    public double? Evaluate(ExampleSet split) => _judge.Judge(split, StepsDone).Loss;

    public IReadOnlyList<MetricValue> Metrics(ExampleSet split) => _judge.Judge(split, StepsDone).Metrics;

    public IReadOnlyList<NamedTensor> Weights() => WeightExport.Of(_network);

    public IReadOnlyList<NamedTensor> OptimizerState() => WeightExport.Slots(_network, _slots);

    public void Save(Stream stream)
    {
        var sections = new StateSections();
        RunState.Add(sections, _network, _slots);
        RunState.Add(sections, _sampler);
        _progress.Save(sections);
        sections.Write(stream);
    }

    public void Restore(Stream stream)
    {
        var sections = StateSections.Read(stream);
        _progress.Restore(sections);
        RunState.Take(sections, _network, _slots);
        RunState.Take(sections, _sampler);
        sections.ExpectEmpty();
    }

    public void Dispose()
    {
        _view.Dispose();
        _network.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Step()
    {
        var step = StepsDone;
        var factor = _schedule.Factor(step);
        for (var role = 0; role < _rates.Length; role++)
            _rates[role] = _baseRates[role] * factor;
        _network.Batch.Fill(_data.Train, _sampler.Next());
        Batch<float>.Prefetch(_data.Train, _sampler.Upcoming);
        foreach (var dropout in _dropouts)
            dropout.Draw(_stream);
        _network.Forward(Phase.Train);
        var loss = _network.MeanLoss();
        if (_settings.L2Penalty != 0)
            loss += L2Penalty<float, V>.Value(_network.Parameters, _settings.L2Penalty);
        if (!_progress.Record(loss))
            return;
        _optimizer.Begin(StepsDone, _schedule.Momentum(step));
        var wanted = _tap?.Wants(step) ?? TensorKinds.None;
        if (wanted == TensorKinds.None && _clips)
            LearnClipped();
        else if (wanted == TensorKinds.None)
            Learn();
        else
            LearnAndShow(step, loss, factor, wanted);
    }

    /// <summary>Backward pass and update, piece by piece while its numbers are in the cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Learn()
    {
        foreach (var layer in _network.Backwards)
            layer.Backward(_update);
    }

    /// <summary>Backward pass and update, one after the other: the norm of all gradients is known only when all are.</summary>
    private void LearnClipped()
    {
        Differentiate();
        foreach (var parameter in _network.Parameters)
            Update(parameter, 0, parameter.Lines);
    }

    /// <summary>All gradients as the optimizer is given them.</summary>
    private void Differentiate()
    {
        _network.Backward();
        foreach (var parameter in _network.Parameters)
        {
            AddPenalty(parameter, 0, parameter.Lines);
            if (_settings.ClipValue > 0)
                GradientClip<float, V>.Clamp(parameter.Gradient, _settings.ClipValue, parameter.Length);
        }

        if (_settings.ClipNorm > 0)
            GradientClip<float, V>.BoundNorm(_network.Parameters, _settings.ClipNorm);
    }

    private void LearnAndShow(int step, float loss, double factor, TensorKinds wanted)
    {
        Differentiate();
        _view.Step = step;
        _view.LearningRate = (float)(_settings.LearningRate * factor);
        _view.Loss = loss;
        // The step that was applied is known when it has been: then the weights before it are shown from a copy.
        var showsStep = (wanted & TensorKinds.Step) != TensorKinds.None;
        if (showsStep)
            _view.KeepWeights();
        else
            _tap!.Observe(_view);
        foreach (var parameter in _network.Parameters)
            Update(parameter, 0, parameter.Lines);
        if (!showsStep)
            return;
        _view.TakeSteps();
        _tap!.Observe(_view);
        _view.Forget();
    }

    private void AddPenaltyAndUpdate(Parameter<float> parameter, int first, int count)
    {
        AddPenalty(parameter, first, count);
        Update(parameter, first, count);
    }

    private void AddPenalty(Parameter<float> parameter, int first, int count)
    {
        if (_settings.L2Penalty != 0)
            L2Penalty<float, V>.AddGradient(parameter, first, count, _settings.L2Penalty);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Update(Parameter<float> parameter, int first, int count)
    {
        if (parameter.Rate == parameter.BiasRate)
        {
            Update(parameter, first, count, parameter.Rate);
            return;
        }

        // The biases are the last line.
        var weights = Math.Min(count, parameter.Lines - 1 - first);
        if (weights > 0)
            Update(parameter, first, weights, parameter.Rate);
        if (weights < count)
            Update(parameter, parameter.Lines - 1, 1, parameter.BiasRate);
    }

    /// <param name="factor">The parametrization's, on the learning rate; the decay is divided by it.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Update(Parameter<float> parameter, int first, int count, double factor)
    {
        var start = (nint)first * parameter.Stride;
        var (rate, decay) = (_rates[(int)parameter.Role] * factor, _decays[(int)parameter.Role] / factor);
        _optimizer.Update(parameter.Value + start, parameter.Gradient + start, new SlotPointers<float>(parameter.Slots, start), rate, decay, count * parameter.Stride);
    }
}
