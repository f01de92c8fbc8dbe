using Sweeps.Torch.Modules;
using Sweeps.Torch.Optimizers;
using Sweeps.Torch.Trees;
using Sweeps.Training;
using Sweeps.Training.Running;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sweeps.Torch.Training;

/// <summary>What changes the parameters of a plugin's network after each backward pass.</summary>
internal abstract class NetworkUpdates : IDisposable
{
    /// <summary>Forgets the gradients of the step before.</summary>
    public abstract void Clear();

    /// <summary>Bounds the gradients, if the definition asks for it.</summary>
    public virtual void Clip()
    {
    }

    /// <summary>Changes all parameters.</summary>
    /// <param name="step">From 1.</param>
    /// <param name="factor">The schedule's factor on every learning rate.</param>
    /// <param name="scheduledMomentum">What the schedule puts in the place of the momentum; null for the optimizer's own.</param>
    public abstract void Run(int step, double factor, double? scheduledMomentum);

    /// <summary>Adds what is kept from step to step.</summary>
    public abstract void Save(StateSections sections);

    /// <summary>Goes on from what <see cref="Save"/> added.</summary>
    public abstract void Restore(StateSections sections);

    /// <summary>What is kept beside each parameter, for looking at it.</summary>
    public virtual IReadOnlyList<NamedTensor> State => [];

    public abstract void Dispose();
}

/// <summary>An optimizer of the catalogue, which the definition chooses.</summary>
internal sealed class ChosenUpdates(ParameterUpdates updates, TrainingSettings settings) : NetworkUpdates
{
    public override IReadOnlyList<NamedTensor> State => [.. updates.Slots.Select(slot => NamedTensors.Export(slot.Name, slot.Tensor))];

    public override void Clear() => updates.Clear();

    public override void Clip() => updates.Clip();

    public override void Run(int step, double factor, double? scheduledMomentum) => updates.Run(step, role => settings.LearningRateOf(role) * factor, scheduledMomentum);

    public override void Save(StateSections sections)
    {
        foreach (var (name, tensor) in updates.Slots)
            sections.Add<byte>($"slot {name}", NetworkTensors.Bytes(tensor));
    }

    public override void Restore(StateSections sections)
    {
        foreach (var (name, tensor) in updates.Slots)
        {
            var bytes = NetworkTensors.Bytes(tensor);
            sections.Take($"slot {name}", bytes.AsSpan());
            NetworkTensors.Set(tensor, bytes);
        }
    }

    public override void Dispose() => updates.Dispose();
}

/// <summary>An optimizer of TorchSharp, which the task makes.</summary>
internal sealed class OwnUpdates : NetworkUpdates
{
    private const string Section = "optimizer";

    private readonly OptimizerHelper _optimizer;
    private readonly double[] _rates;

    public OwnUpdates(optim.Optimizer optimizer, string task)
    {
        _optimizer = optimizer as OptimizerHelper
            ?? throw new InvalidOperationException($"The optimizer of the task '{task}' is none of torch.optim, so that its state cannot be saved.");
        _rates = [.. optimizer.ParamGroups.Select(group => group.LearningRate)];
    }

    public override void Clear() => _optimizer.zero_grad();

    public override void Run(int step, double factor, double? scheduledMomentum)
    {
        foreach (var (group, rate) in _optimizer.ParamGroups.Zip(_rates))
            group.LearningRate = rate * factor;
        _optimizer.step();
    }

    public override void Save(StateSections sections) => sections.Add(Section, writer => _optimizer.save_state_dict(writer));

    public override void Restore(StateSections sections) => sections.Take(Section, reader => _optimizer.load_state_dict(reader));

    public override void Dispose() => _optimizer.Dispose();
}
