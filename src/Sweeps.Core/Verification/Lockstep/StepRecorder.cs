using Sweeps.Numerics;
using Sweeps.Training;
using Sweeps.Training.Lockstep;

namespace Sweeps.Core.Verification.Lockstep;

/// <summary>Copies all tensors of single steps of a run, through the tap that it is started with.</summary>
internal sealed class StepRecorder : ITrainingTap
{
    private const TensorKinds Looks = TensorKinds.Output | TensorKinds.OutputGradient | TensorKinds.WeightGradient;

    private readonly List<StepTensor> _tensors = [];
    private IReadOnlyList<ModuleInfo> _modules = [];
    private IReadOnlyList<NamedTensor> _gradients = [];
    private bool _isOn;
    private bool _isShown;

    /// <summary>Takes the next step of a run that has this recorder as its tap, and records it.</summary>
    /// <param name="cell">The settings of the run.</param>
    /// <returns>Null if the run diverged in this step: then there are no gradients.</returns>
    public RecordedStep? Take(ITrainingRun run, CellSettings cell)
    {
        var start = new StepStart(run.StepsDone, run.Weights(), run.OptimizerState());
        _tensors.Clear();
        (_isOn, _isShown) = (true, false);
        try
        {
            run.Advance(1);
        }
        finally
        {
            _isOn = false;
        }

        if (!_isShown)
            return null;
        AddUpdate(start, run, isLast: run.StepsDone == cell.Training.Steps);
        return new RecordedStep(start, _modules, _gradients, [.. _tensors], cell.Training.BatchSize);
    }

    /// <inheritdoc/>
    public TensorKinds Wants(int step) => _isOn ? Looks : TensorKinds.None;

    /// <inheritdoc/>
    public void Observe(IStepView step)
    {
        _isShown = true;
        _modules = step.Modules;
        _gradients = step.ParameterGradients();
        _tensors.Add(new StepTensor(StepTensorKind.Loss, "", [step.Loss]));
        foreach (var module in step.Modules)
        {
            if (module.Role == ModuleRole.Norm || module.Curve?.Kinks.Count > 0)
                _tensors.Add(new StepTensor(StepTensorKind.Input, module.Name, Values(step.Input(module))));
            _tensors.Add(new StepTensor(StepTensorKind.Output, module.Name, Values(step.Tensor(module, TensorKinds.Output))));
            _tensors.Add(new StepTensor(StepTensorKind.OutputGradient, module.Name, Values(step.Tensor(module, TensorKinds.OutputGradient))));
        }

        _tensors.AddRange(_gradients.Select(gradient => new StepTensor(StepTensorKind.Gradient, gradient.Name, Values(gradient))));
    }

    private static double[] Values(NamedTensor tensor) => Array.ConvertAll(tensor.Values, value => (double)value);

    private static double[] Values(TensorView view)
    {
        var values = new double[view.Rows * view.Columns];
        for (var i = 0; i < values.Length; i++)
            values[i] = view[i / view.Columns, i % view.Columns];
        return values;
    }

    private void AddUpdate(StepStart start, ITrainingRun run, bool isLast)
    {
        var parameters = _gradients.Select(gradient => gradient.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (before, after) in start.Weights.Zip(run.Weights()))
        {
            if (parameters.Contains(before.Name))
                _tensors.Add(new StepTensor(StepTensorKind.Step, before.Name, [.. after.Values.Zip(before.Values, (now, then) => (double)now - then)]));
            // Behind the last step they may have been measured over all examples.
            else if (!isLast)
                _tensors.Add(new StepTensor(StepTensorKind.Statistics, before.Name, Values(after)));
        }

        _tensors.AddRange(run.OptimizerState().Select(slot => new StepTensor(StepTensorKind.OptimizerState, slot.Name, Values(slot))));
    }
}
