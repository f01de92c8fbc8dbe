using Sweeps.Core.Parameters;
using Sweeps.Training;
using Sweeps.Training.Tasks;

namespace Sweeps.Core.Plans;

/// <summary>Creates the engine's settings from a cell's acting values. If a value is null, it has no effect, and the settings keep their default.</summary>
internal sealed class SettingsBuilder(ParameterSet parameters)
{
    /// <param name="data">The shapes of what the cell trains on.</param>
    public CellSettings Build(object?[] acting, (InputShape Inputs, TargetShape Targets) data)
    {
        var (inputs, targets) = data;
        T? Value<T>(Parameter parameter)
            where T : struct => (T?)acting[parameter.Index];
        string Text(Parameter parameter) => (string)acting[parameter.Index]!;

        if (parameters.Task.Of(acting) is { } task)
            return OfTask(task, acting, inputs, targets);
        var seen = Shape(acting);
        seen = inputs switch
        {
            SymbolShape shape => seen with { VocabularySize = shape.VocabularySize },
            FeatureShape shape => seen with { VocabularySize = 0, Features = shape.Features, Outputs = targets.Outputs },
            _ => throw new InvalidOperationException("There are no other inputs."),
        };
        var network = seen with
        {
            Context = inputs is SymbolShape { Context: var symbols } ? symbols : Value<int>(parameters.Dataset.Context)!.Value,
            Embedding = Value<int>(parameters.Model.Embedding)!.Value,
            Width = Value<int>(parameters.Model.Width)!.Value,
            Init = new InitSettings
            {
                Scheme = Text(parameters.Init.Hidden.Scheme),
                SchemeOptions = parameters.Init.SchemeOptions.Of(acting),
                Gain = Value<double>(parameters.Init.Hidden.Gain) ?? 1,
                Stream = StreamOf(Text(parameters.Init.Stream)),
                Layout = LayoutOf(Text(parameters.Init.Layout)),
                Hidden = LayerOf(parameters.Init.Hidden),
                Logits = LayerOf(parameters.Init.Logits),
            },
            Parametrization = Text(parameters.Model.Parametrization),
            ParametrizationOptions = parameters.Model.ParametrizationOptions.Of(Text(parameters.Model.Parametrization), acting),
            Arithmetic = ArithmeticOf(Text(parameters.Train.Arithmetic)),
        };
        return new CellSettings(network, Training(acting)) { Task = TrainingTasks.All.First(task => task.Accepts(targets)) };

        LayerInit LayerOf(LayerParameters layer) => new()
        {
            Scheme = Text(layer.Scheme),
            Gain = Value<double>(layer.Gain) ?? 1,
            WeightScale = Value<double>(layer.WeightScale)!.Value,
            Bias = BiasOf(Text(layer.Bias)),
            BiasScale = Value<double>(layer.BiasScale) ?? 1,
        };
    }

    private CellSettings OfTask(IPluginTask task, object?[] acting, InputShape inputs, TargetShape targets)
    {
        var network = inputs switch
        {
            SymbolShape shape => new NetworkSettings { VocabularySize = shape.VocabularySize, Context = shape.Context, Outputs = targets.Outputs },
            FeatureShape shape => new NetworkSettings { Features = shape.Features, Outputs = targets.Outputs },
            _ => throw new InvalidOperationException("There are no other inputs."),
        };
        return new CellSettings(network, Training(acting)) { Task = task, TaskOptions = parameters.Task.OptionsOf(task, acting), Inputs = inputs, Targets = targets };
    }

    private TrainingSettings Training(object?[] acting)
    {
        T? Value<T>(Parameter parameter)
            where T : struct => (T?)acting[parameter.Index];
        string? Text(Parameter parameter) => (string?)acting[parameter.Index];

        var defaults = new TrainingSettings();
        // What a task has of its own is null here.
        var optimizer = Text(parameters.Train.Optimizer) ?? defaults.Optimizer;
        return new TrainingSettings
        {
            Steps = Value<int>(parameters.Train.Steps)!.Value,
            BatchSize = Value<int>(parameters.Train.BatchSize)!.Value,
            DropLast = Value<bool>(parameters.Train.DropLast)!.Value,
            Sampling = SamplingOf(Text(parameters.Train.Sampling)!),
            LearningRate = Value<double>(parameters.Train.LearningRate)!.Value,
            RateOf = TrainParameters.Of(parameters.Train.Rates, acting),
            DecayOf = TrainParameters.Of(parameters.Train.Decays, acting),
            WarmupSteps = Value<int>(parameters.Train.WarmupSteps)!.Value,
            ClipNorm = Value<double>(parameters.Train.ClipNorm)!.Value,
            ClipValue = Value<double>(parameters.Train.ClipValue)!.Value,
            DivergedAbove = Value<double>(parameters.Train.DivergedAbove)!.Value,
            Schedule = parameters.Train.ScheduleType.Parse(Text(parameters.Train.Schedule)!),
            Optimizer = optimizer,
            OptimizerOptions = parameters.OptimizerOptions.Of(optimizer, acting),
            L2Penalty = Value<double>(parameters.Train.L2Penalty) ?? defaults.L2Penalty,
            Seed = (ulong)Value<long>(parameters.Train.Seed)!.Value,
        };
    }

    /// <summary>The settings that determine the modules of a network. Sizes keep their defaults.</summary>
    public NetworkSettings Shape(IReadOnlyList<object?> acting) => new()
    {
        VocabularySize = 1,
        Depth = (int)acting[parameters.Model.Depth.Index]!,
        Activation = (string)acting[parameters.Model.Activation.Index]!,
        ActivationOptions = parameters.Model.ActivationOptions.Of((string)acting[parameters.Model.Activation.Index]!, acting),
        Norm = (string)acting[parameters.Model.Norm.Index]!,
        NormOptions = parameters.Model.NormOptions.Of((string)acting[parameters.Model.Norm.Index]!, acting),
        NormalizeLogits = (bool)acting[parameters.Model.NormalizeLogits.Index]!,
        Dropout = (double)acting[parameters.Model.Dropout.Index]!,
        Residual = ResidualOf((string)acting[parameters.Model.Residual.Index]!),
    };

    private static ResidualKind ResidualOf(string name) => name switch
    {
        "none" => ResidualKind.None,
        "pre_activation" => ResidualKind.PreActivation,
        "pre_activation_plain" => ResidualKind.PreActivationPlain,
        _ => throw Unknown(name),
    };

    private static InitStream StreamOf(string name) => name switch
    {
        "per_layer" => InitStream.PerLayer,
        "single" => InitStream.Single,
        _ => throw Unknown(name),
    };

    private static WeightLayout LayoutOf(string name) => name switch
    {
        "out_in" => WeightLayout.OutIn,
        "in_out" => WeightLayout.InOut,
        _ => throw Unknown(name),
    };

    private static ArithmeticKind ArithmeticOf(string name) => name switch
    {
        "fast" => ArithmeticKind.Fast,
        "pytorch" => ArithmeticKind.PyTorch,
        _ => throw Unknown(name),
    };

    private static SamplingKind SamplingOf(string name) => name switch
    {
        "epochs" => SamplingKind.Epochs,
        "replacement" => SamplingKind.Replacement,
        _ => throw Unknown(name),
    };

    private static BiasInit BiasOf(string name) => name switch
    {
        "zeros" => BiasInit.Zeros,
        "normal" => BiasInit.Normal,
        "none" => BiasInit.None,
        "discarded" => BiasInit.Discarded,
        "uniform" => BiasInit.Uniform,
        _ => throw Unknown(name),
    };

    private static InvalidOperationException Unknown(string name) => new($"The parameters allow '{name}', and the engine has no such value.");
}
