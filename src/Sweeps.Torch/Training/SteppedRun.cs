using Sweeps.Torch.Modules;
using Sweeps.Training;
using Sweeps.Training.Catalogues;
using Sweeps.Training.Running;
using static TorchSharp.torch;

namespace Sweeps.Torch.Training;

/// <summary>What every run by LibTorch does at a step, whatever its network is.</summary>
internal abstract class SteppedRun : ITrainingRun
{
    private readonly TrainingSettings _settings;
    private readonly IDataset _data;
    private readonly ITrainingTap? _tap;
    private readonly ScheduledRates _schedule;
    private (IStepTaps Taps, LookedStep View)? _looks;
    private double _factor = 1;

    protected SteppedRun(TrainingSettings settings, ModelCatalogue catalogue, IDataset data, ITrainingTap? tap)
    {
        (_settings, _data, _tap) = (settings, data, tap);
        Progress = new RunProgress(settings);
        _schedule = new ScheduledRates(settings, catalogue.Schedules.Get(settings.Schedule.Kind));
    }

    public int StepsDone => Progress.StepsDone;

    public ReadOnlySpan<float> Losses => Progress.Losses;

    public int? DivergedAt => Progress.DivergedAt;

    public bool IsFinished => Progress.IsFinished;

    protected RunProgress Progress { get; }

    protected abstract nn.Module Network { get; }

    protected abstract NetworkUpdates Updates { get; }

    protected abstract Sampler Sampler { get; }

    protected abstract SplitJudge Judge { get; }

    public virtual void Advance(int steps)
    {
        if (IsFinished)
            return;
        Network.train();
        for (; steps > 0 && !IsFinished; steps--)
            Take();
    }

    public double? Evaluate(ExampleSet split) => Judge.Judge(split, StepsDone).Loss;

    public IReadOnlyList<MetricValue> Metrics(ExampleSet split) => Judge.Judge(split, StepsDone).Metrics;

    public abstract IReadOnlyList<NamedTensor> Weights();

    public IReadOnlyList<NamedTensor> OptimizerState() => Updates.State;

    public abstract void Save(Stream stream);

    public abstract void Restore(Stream stream);

    public void Dispose()
    {
        Updates.Dispose();
        Network.Dispose();
    }

    /// <summary>The loss of a batch: a tensor of one number.</summary>
    protected abstract Tensor MeanLoss(Tensor inputs, Tensor targets);

    /// <summary>The learning rate of a module's weight at this step.</summary>
    protected virtual double RateOf(ModuleInfo module) => _settings.LearningRateOf(module.Role) * _factor;

    /// <summary>Lets the run's tap look from now on.</summary>
    protected void Show(IStepTaps taps, LookedStep view) => _looks = (taps, view);

    /// <summary>Makes the next step.</summary>
    protected virtual void Take() => Step();

    protected void Step()
    {
        using var scope = NewDisposeScope();
        var step = StepsDone;
        _factor = _schedule.Factor(step);
        var wanted = _tap?.Wants(step) ?? TensorKinds.None;
        var examples = Sampler.Next();
        if ((wanted & (TensorKinds.Output | TensorKinds.OutputGradient)) != TensorKinds.None)
            _looks!.Value.Taps.Begin((wanted & TensorKinds.OutputGradient) != TensorKinds.None);
        var mean = MeanLoss(Examples.Inputs(_data.Train, examples), Examples.Targets(_data.Train, examples));
        var loss = NamedTensors.Numbers(mean.detach().cpu().to(ScalarType.Float32))[0];
        if (Progress.Record(loss))
        {
            Updates.Clear();
            mean.backward();
            Updates.Clip();
            if (wanted == TensorKinds.None)
                Update(step);
            else
                UpdateAndShow(_looks!.Value.View, step, loss, wanted);
        }

        _looks?.Taps.End();
    }

    private void Update(int step) => Updates.Run(StepsDone, _factor, _schedule.Momentum(step));

    private void UpdateAndShow(LookedStep view, int step, float loss, TensorKinds wanted)
    {
        (view.Step, view.Loss, view.LearningRate) = (step, loss, (float)(_settings.LearningRate * _factor));
        // The step that was applied is known when it has been: then the weights before it are shown from a copy.
        var showsStep = (wanted & TensorKinds.Step) != TensorKinds.None;
        if (showsStep)
            view.KeepWeights();
        else
            Observe(view);
        Update(step);
        if (!showsStep)
            return;
        Observe(view);
        view.Forget();
    }

    private void Observe(LookedStep view)
    {
        using var frozen = no_grad();
        _tap!.Observe(view);
    }
}
