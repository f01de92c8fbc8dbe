using Sweeps.Torch.Tasks;
using Sweeps.Training;
using Sweeps.Training.Catalogues;
using Sweeps.Training.Tasks;
using static TorchSharp.torch;

namespace Sweeps.Samples.Transformer;

/// <summary>The next letter of a name by a small transformer.</summary>
public sealed class NamesTask : TorchTask
{
    private static readonly IntegerOption s_width = TaskOption.Integer("width", 32, 4, 512, "Components of a position; a multiple of the heads.");
    private static readonly IntegerOption s_heads = TaskOption.Integer("heads", 2, 1, 16, "Heads of the attention.");
    private static readonly IntegerOption s_layers = TaskOption.Integer("layers", 2, 1, 12, "Blocks of attention and a network of two layers.");

    public override string Name => "names_transformer";

    public override string Summary => "The next letter of a name by a transformer that sees the letters before it.";

    public override IReadOnlyList<OptionDeclaration> Options { get; } = [s_width, s_heads, s_layers];

    public override IReadOnlyList<TorchMetric> Metrics { get; } = [TorchMetric.Accuracy];

    public override string? Refuses(InputShape inputs, TargetShape targets) => inputs is SymbolShape ? null : "it learns from lists of words";

    public override nn.Module Module(TorchTaskSettings settings) =>
        new LetterTransformer(settings.VocabularySize, settings.Context, settings[s_width], settings[s_heads], settings[s_layers]);

    public override Tensor Loss(Tensor outputs, TorchBatch batch) => nn.functional.cross_entropy(outputs, batch.Targets);

    public override double? ExpectedLoss(int outputs, IDataset? data) => Math.Log(outputs);
}
