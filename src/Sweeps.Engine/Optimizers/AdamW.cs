namespace Sweeps.Engine.Optimizers;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019), as torch.optim.AdamW without amsgrad: the operations of its single-tensor form in their order.</summary>
internal sealed class AdamW : EngineOptimizer
{
    /// <summary>As torch.optim.AdamW has it where none is given.</summary>
    private const double UsualDecay = 0.01;

    public override string Name => "adamw";

    public override IReadOnlyList<string> CalledElsewhere { get; } = ["torch.optim.AdamW"];

    public override string Summary => "Adam with the learning rate times the weight decay taken off each parameter, as torch.optim.AdamW.";

    public override bool NormalizesGradients => true;

    public override bool DecouplesWeightDecay => true;

    public override IReadOnlyList<OptionDeclaration> Options { get; } =
        [SharedOptions.WeightDecay with { Default = UsualDecay }, SharedOptions.Beta1, SharedOptions.Beta2, SharedOptions.Epsilon];

    public override IReadOnlyList<string> Slots(OptionValues options) => ["exp_avg", "exp_avg_sq"];

    public override IOptimizer<T> Create<T, V>(OptionValues options) => new Adam.Moments<T, V>(options, isDecoupled: true);
}
