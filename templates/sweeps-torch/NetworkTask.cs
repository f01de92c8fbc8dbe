using Sweeps.Torch.Tasks;
using Sweeps.Training;
using Sweeps.Training.Catalogues;
using Sweeps.Training.Tasks;
using static TorchSharp.torch;

namespace MyNetwork;

/// <summary>A network of your own, and what it is trained for.</summary>
public sealed class NetworkTask : TorchTask
{
    // Options are parameters of definitions (task.units) and can be axes of the grid.
    private static readonly IntegerOption s_units = TaskOption.Integer("units", @default: 32, minimum: 1, maximum: 4096, "Units of the hidden layer.");

    // What a definition chooses: task: my_network
    public override string Name => "my_network";

    public override string Summary => "Classes by a network with one hidden layer.";

    // Raise it when the network, the loss or the data change: runs of an earlier revision are other runs.
    public override int Revision => 1;

    public override IReadOnlyList<OptionDeclaration> Options { get; } = [s_units];

    public override IReadOnlyList<TorchMetric> Metrics { get; } = [TorchMetric.Accuracy];

    public override string? Refuses(InputShape inputs, TargetShape targets) =>
        inputs is FeatureShape && targets is ClassShape ? null : "it learns classes from tables of numbers";

    public override nn.Module Module(TorchTaskSettings settings) => nn.Sequential(
        ("hidden", nn.Linear(settings.Features, settings[s_units])),
        ("activation", nn.ReLU()),
        ("logits", nn.Linear(settings[s_units], settings.Outputs)));

    public override Tensor Loss(Tensor outputs, TorchBatch batch) => nn.functional.cross_entropy(outputs, batch.Targets);

    public override double? ExpectedLoss(int outputs, IDataset? data) => Math.Log(outputs);
}
