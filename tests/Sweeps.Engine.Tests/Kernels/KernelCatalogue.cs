using Sweeps.Engine.Activations;
using Sweeps.Engine.Tests.Kernels.Entries;

namespace Sweeps.Engine.Tests.Kernels;

/// <summary>Every kernel of the engine. A test fails if one is missing.</summary>
internal static class KernelCatalogue
{
    public static IReadOnlyList<KernelEntry> Entries { get; } =
    [
        new ProductEntry(),
        new TransposeEntry(),
        new LayerNormForwardEntry(),
        new LayerNormBackwardEntry(hasGain: true), new LayerNormBackwardEntry(hasGain: false),
        new RmsNormForwardEntry(),
        new RmsNormBackwardEntry(),
        new BatchMomentsEntry(),
        new BatchNormForwardEntry(),
        new BatchNormEvaluateEntry(),
        new BatchNormSumsEntry(),
        new BatchNormBackwardEntry(),
        new CrossEntropyEntry(),
        new MeanSquaredErrorEntry(),
        new EmbeddingForwardEntry(),
        new EmbeddingBackwardEntry(),
        new SgdEntry(),
        new AdamEntry(),
        new RmsPropEntry(),
        new ClampEntry(),
        new ScalingEntry(),
        new AdditionEntry(),
        new MultiplicationEntry(),
        new ScaledAdditionEntry(),
        new DotEntry(),
        new LossSumEntry(),
        new AffineGradientEntry(),
        new BiasGradientEntry(),
        new ActivationEntry<Relu>(),
        new ActivationEntry<Tanh>(),
        new ActivationEntry<PyTorchTanh>(),
        new ActivationEntry<Selu>(),
        new ActivationEntry<Gelu>(),
        new ActivationEntry<PyTorchGelu>(),
        new ActivationEntry<LeakyRelu>(),
        new ActivationEntry<Identity>(),
        new ActivationEntry<Sigmoid>(),
        new ActivationEntry<HardTanh>(),
        new ActivationEntry<Softplus>(),
        new ActivationEntry<Elu>(),
        new ActivationEntry<Silu>(),
        new ActivationEntry<Mish>(),
        new ActivationEntry<GeluTanh>(),
        new FunctionEntry<Exponential>(),
        new FunctionEntry<Logarithm>(),
        new FunctionEntry<ErrorFunction>(),
        new FunctionEntry<UpperTail>(),
        new FunctionEntry<Density>(),
    ];

    /// <summary>Functions of double precision alone, which has one form: <c>ElementaryTests</c> checks these.</summary>
    public static IReadOnlyList<string> DoubleFunctions { get; } =
    [
        "Elementary.Log", "Elementary.Exp", "Elementary.SinCosTurns", "Elementary.ExpMinusOne", "Elementary.Tanh", "Elementary.Erf",
        "Elementary.Bell", "Elementary.NormalTail", "Elementary.Power",
    ];

    /// <summary>What other entries are made of: tanh calls the first one with AVX2, gelu the next two, PyTorch's tanh the two after them, activations the others.</summary>
    public static IReadOnlyList<string> Parts { get; } =
    [
        "PlaneTanh.Run", "LaneFunctions.BellParts", "LaneFunctions.MillsRatio", "SleefTanh.Of", "WideTanh.Run", "Logistic.Bounded", "Logistic.Sigmoid", "Logistic.Gate", "Logistic.Product", "Logistic.TimesDifference",
    ];
}
