using Sweeps.Core.Parameters;
using Sweeps.Training;

namespace Sweeps.Core.Plans;

/// <summary>Makes the engine's records of a cell's acting values (a value has no effect where it is null, and the record's default stands).</summary>
internal static class SettingsBuilder
{
    private static readonly BatchNormSettings NoBatchNorm = new();

    public static CellSettings Build(object?[] acting, int symbols)
    {
        T? Value<T>(Parameter parameter)
            where T : struct => (T?)acting[parameter.Index];
        string Text(Parameter parameter) => (string)acting[parameter.Index]!;

        var network = Shape(acting) with
        {
            Symbols = symbols,
            Context = Value<int>(DatasetParameters.Context)!.Value,
            Embedding = Value<int>(ModelParameters.Embedding)!.Value,
            Width = Value<int>(ModelParameters.Width)!.Value,
            BatchNorm = Value<double>(ModelParameters.BatchNormMomentum) is not { } momentum ? NoBatchNorm : new BatchNormSettings
            {
                Momentum = momentum,
                Epsilon = Value<double>(ModelParameters.BatchNormEpsilon)!.Value,
                Bessel = Value<bool>(ModelParameters.BatchNormBessel)!.Value,
                Calibrate = Value<bool>(ModelParameters.BatchNormCalibrate)!.Value,
                Spread = Value<double>(ModelParameters.BatchNormSpread)!.Value,
            },
            Init = new InitSettings
            {
                Scheme = SchemeOf(Text(InitParameters.Hidden.Scheme)),
                Gain = Value<double>(InitParameters.Hidden.Gain) ?? 1,
                Stream = Text(InitParameters.Stream) is "single" ? InitStream.Single : InitStream.PerLayer,
                Layout = Text(InitParameters.Layout) is "in_out" ? WeightLayout.InOut : WeightLayout.OutIn,
                Hidden = LayerOf(InitParameters.Hidden),
                Logits = LayerOf(InitParameters.Logits),
            },
            Arithmetic = Text(TrainParameters.Arithmetic) is "pytorch" ? ArithmeticKind.PyTorch : ArithmeticKind.Fast,
        };
        return new CellSettings(network, new TrainingSettings
        {
            Steps = Value<int>(TrainParameters.Steps)!.Value,
            BatchSize = Value<int>(TrainParameters.BatchSize)!.Value,
            Sampling = Text(TrainParameters.Sampling) is "replacement" ? SamplingKind.Replacement : SamplingKind.Epochs,
            LearningRate = Value<double>(TrainParameters.LearningRate)!.Value,
            Schedule = ScheduleType.Parse(Text(TrainParameters.Schedule)),
            Momentum = Value<double>(TrainParameters.Momentum)!.Value,
            WeightDecay = Value<double>(TrainParameters.WeightDecay)!.Value,
            Penalty = Value<double>(TrainParameters.Penalty)!.Value,
            Seed = (ulong)Value<long>(TrainParameters.Seed)!.Value,
        });

        LayerInit LayerOf(LayerParameters layer) => new()
        {
            Scheme = SchemeOf(Text(layer.Scheme)),
            Gain = Value<double>(layer.Gain) ?? 1,
            WeightScale = Value<double>(layer.WeightScale)!.Value,
            Bias = BiasOf(Text(layer.Bias)),
            BiasScale = Value<double>(layer.BiasScale) ?? 1,
        };
    }

    /// <summary>What decides which modules a network has; their sizes are left at the record's defaults.</summary>
    public static NetworkSettings Shape(IReadOnlyList<object?> acting) => new()
    {
        Symbols = 1,
        Depth = (int)acting[ModelParameters.Depth.Index]!,
        Activation = ActivationOf((string)acting[ModelParameters.Activation.Index]!),
        Norm = NormOf((string)acting[ModelParameters.Norm.Index]!),
        NormalizeLogits = (bool)acting[ModelParameters.NormalizeLogits.Index]!,
        Residual = ResidualOf((string)acting[ModelParameters.Residual.Index]!),
    };

    private static ActivationKind ActivationOf(string name) => name switch
    {
        "tanh" => ActivationKind.Tanh,
        "relu" => ActivationKind.Relu,
        "selu" => ActivationKind.Selu,
        "gelu" => ActivationKind.Gelu,
        _ => throw Unknown(name),
    };

    private static NormKind NormOf(string name) => name switch
    {
        "none" => NormKind.None,
        "batch" => NormKind.Batch,
        "layer" => NormKind.Layer,
        _ => throw Unknown(name),
    };

    private static ResidualKind ResidualOf(string name) => name switch
    {
        "none" => ResidualKind.None,
        "pre_activation" => ResidualKind.PreActivation,
        "pre_activation_plain" => ResidualKind.PreActivationPlain,
        _ => throw Unknown(name),
    };

    private static InitScheme SchemeOf(string name) => name switch
    {
        "xavier_uniform" => InitScheme.XavierUniform,
        "xavier_normal" => InitScheme.XavierNormal,
        "kaiming_uniform" => InitScheme.KaimingUniform,
        "kaiming_normal" => InitScheme.KaimingNormal,
        "normal" => InitScheme.Normal,
        _ => throw Unknown(name),
    };

    private static BiasInit BiasOf(string name) => name switch
    {
        "zeros" => BiasInit.Zeros,
        "normal" => BiasInit.Normal,
        "none" => BiasInit.None,
        "discarded" => BiasInit.Discarded,
        _ => throw Unknown(name),
    };

    private static InvalidOperationException Unknown(string name) => new($"The registry allows '{name}', and the engine has no such value.");
}
