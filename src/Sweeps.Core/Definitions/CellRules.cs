using Sweeps.Core.Datasets;
using Sweeps.Core.Parameters;
using Sweeps.Core.Text;
using Sweeps.Training;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Definitions;

/// <summary>The rules between a cell's parameters. Each gives a sentence if it is broken, else null.</summary>
internal static class CellRules
{
    /// <summary>The most parameters of a network: a weight, its gradient and its momentum still fit in memory.</summary>
    public const long MostParameters = 100_000_000;

    public static DataSettings DataOf(CellValues cell)
    {
        var parameters = cell.Parameters.Dataset;
        var kind = parameters.Kinds.Get(cell.Text(parameters.Kind));
        var settings = new DataSettings(
            cell.Text(parameters.Source),
            Shuffle.Parse(cell.Text(parameters.Shuffle))!,
            (int)Acting(parameters.Context),
            cell.Number(parameters.Train),
            cell.Number(parameters.Valid),
            cell.Number(parameters.Test))
        {
            Kind = kind.Name,
            LabelNoise = (double)Acting(parameters.LabelNoise),
            LabelNoiseSeed = (long)Acting(parameters.LabelNoiseSeed),
        };
        return kind.Settings(settings, name => Acting(cell.Parameters.Find(name)!));

        object Acting(Parameter parameter) => cell.IsInert(parameter) ? parameter.WithoutEffect! : cell[parameter];
    }

    public static string? CheckSplit(CellValues cell)
    {
        var sum = SplitBounds.Sum(cell.Number(cell.Parameters.Dataset.Train), cell.Number(cell.Parameters.Dataset.Valid), cell.Number(cell.Parameters.Dataset.Test));
        return sum <= 1 ? null : $"the parts of dataset.split add up to {Wording.Number(Exact.Double(sum))}; at most 1 is there to be split";
    }

    public static string? CheckBatch(int batchSize, int trainExamples) => batchSize <= trainExamples
        ? null
        : $"batch_size is {batchSize}, and there are only {trainExamples} examples to train on; batch_size: full takes all of them";

    /// <summary>Why a cell's length cannot be what steps and epochs say, with the parameter to blame.</summary>
    public static (Parameter Parameter, string Message)? CheckLength(CellValues cell)
    {
        var train = cell.Parameters.Train;
        if (!cell.Sets(train.BatchSize) && cell.TrainExamples is > TrainParameters.MostExamples and var examples)
            return (train.BatchSize, $"batch_size is full, and there are {examples} examples to train on; a batch has at most {TrainParameters.MostExamples}");
        if (!cell.Sets(train.Epochs))
            return null;
        var epochs = cell.Integer(train.Epochs);
        if (cell.Sets(train.Steps))
            return (train.Epochs, $"epochs is {epochs}, and steps is {cell.Integer(train.Steps)}; one of them says how long a run is: leave the other out, or write steps: auto");
        return cell.Integer(train.Steps) <= TrainParameters.MostSteps ? null
            : (train.Epochs, $"epochs is {epochs}, each of {train.BatchesOfPass(cell)} batches; a run has at most {TrainParameters.MostSteps} steps");
    }

    /// <summary>Why the last batch of a pass, which is not dropped, is too small for a cell's normalisation.</summary>
    public static string? CheckLastBatch(CellValues cell, int trainExamples)
    {
        var batchSize = cell.Integer(cell.Parameters.Train.BatchSize);
        if (cell.Parameters.Task.Of(cell) is not null || cell.IsInert(cell.Parameters.Train.DropLast))
            return null;
        var norm = cell.Parameters.Models.Norms.Get(cell.Parameters.Model.ActingNorm(cell));
        var last = trainExamples % batchSize;
        return last == 0 || last >= norm.LeastSamples ? null
            : $"drop_last is false, and the last batch of each pass has {last} of {trainExamples} examples; {norm.Name} norm needs at least {norm.LeastSamples}: write drop_last: true, or another batch_size";
    }

    public static string? CheckNorm(CellValues cell)
    {
        if (cell.Parameters.Task.Of(cell) is not null)
            return null;
        var batchSize = cell.Integer(cell.Parameters.Train.BatchSize);
        var norm = cell.Parameters.Models.Norms.Get(cell.Parameters.Model.ActingNorm(cell));
        return batchSize >= norm.LeastSamples
            ? null
            : $"batch_size is {batchSize} where norm is {norm.Name}; {norm.Name} norm needs at least {norm.LeastSamples} examples";
    }

    /// <summary>Why the options of a cell's optimizer do not go together.</summary>
    public static string? CheckOptimizer(CellValues cell)
    {
        var name = cell.Text(cell.Parameters.Train.Optimizer);
        return cell.Parameters.Models.Optimizers.Get(name).Mistake(cell.Parameters.OptimizerOptions.Of(name, cell)) is { } mistake ? $"the optimizer {name} cannot be like this: {mistake}" : null;
    }

    /// <summary>The parameter that does not go with the cell's parametrization, and a sentence that says why.</summary>
    public static (Parameter Parameter, string Message)? CheckParametrization(CellValues cell)
    {
        var (model, train) = (cell.Parameters.Model, cell.Parameters.Train);
        if (cell.Parameters.Task.Of(cell) is not null)
            return null;
        var (kind, optimizer) = (model.ParametrizationOf(cell), cell.Parameters.Models.Optimizers.Get(cell.Text(train.Optimizer)));
        if (kind.ScalesOutputs && !cell.IsInert(model.NormalizeLogits) && cell.Switch(model.NormalizeLogits))
            return (model.NormalizeLogits, $"normalize_logits is true where parametrization is {kind.Name}; a norm takes away the factor that {kind.Name} puts on the outputs: write normalize_logits: false");
        if (!kind.ScalesRates)
            return null;
        if (optimizer is { NormalizesGradients: true, DecouplesWeightDecay: false } && ((Parameter[])[train.WeightDecay, .. train.Decays]).FirstOrDefault(decay => cell.Number(decay) != 0) is { } decays)
            return (decays, $"{decays.ShortName} is {Wording.Number(cell.Number(decays))} where parametrization is {kind.Name} and optimizer is {optimizer.Name}; a decay that is part of the gradient is not the same at every width: write optimizer: adamw, or no weight decay");
        return cell.Number(train.ClipValue) == 0 ? null
            : (train.ClipValue, $"clip_grad_value is {Wording.Number(cell.Number(train.ClipValue))} where parametrization is {kind.Name}; the numbers of a gradient become smaller with the width, so that one bound is not the same for all: write clip_grad_norm");
    }

    public static string? CheckDivergence(CellValues cell) => cell.Number(cell.Parameters.Train.DivergedAbove) is > 0 and <= 1 and var above
        ? $"diverged_above is {Wording.Number(above)}, times the loss of the first step; a loss that has not grown has not diverged: write a number above 1, or 0 for none"
        : null;

    public static string? CheckWarmup(CellValues cell)
    {
        var (warmup, steps) = (cell.Integer(cell.Parameters.Train.WarmupSteps), cell.Integer(cell.Parameters.Train.Steps));
        return warmup < steps ? null : $"warmup_steps is {warmup}, and steps is {steps}; the warm-up must be shorter than the run";
    }

    /// <summary>The parameter whose value has no arithmetic but the program's own, and a sentence that says so.</summary>
    public static (Parameter Parameter, string Message)? CheckArithmetic(CellValues cell)
    {
        var (model, train) = (cell.Parameters.Model, cell.Parameters.Train);
        if (!cell.Is(train.Arithmetic, "pytorch") || cell.IsInert(train.Arithmetic))
            return null;
        return Refuse(model.Activation, cell.Parameters.Models.Activations.Get(model.ActingActivation(cell)))
            ?? Refuse(model.Norm, cell.Parameters.Models.Norms.Get(model.ActingNorm(cell)))
            ?? Refuse(model.Parametrization, model.ParametrizationOf(cell))
            ?? Refuse(train.Optimizer, cell.Parameters.Models.Optimizers.Get(cell.Text(train.Optimizer)));

        static (Parameter, string)? Refuse(Parameter parameter, Descriptor choice) => choice.HasPyTorchBits
            ? null
            : (parameter, $"{parameter.ShortName} is {choice.Name} where arithmetic is pytorch; {choice.Name} has not been shown to have PyTorch's bits: write arithmetic: fast");
    }

    public static string? CheckSize(CellValues cell, InputShape inputs, int outputs)
    {
        if (cell.Parameters.Task.Of(cell) is not null)
            return null;
        long width = cell.Integer(cell.Parameters.Model.Width);
        long embedding = cell.Integer(cell.Parameters.Model.Embedding);
        var first = inputs switch
        {
            SymbolShape shape => (shape.VocabularySize * embedding) + (shape.Context * embedding * width),
            FeatureShape shape => shape.Features * width,
            _ => throw new InvalidOperationException("There are no other inputs."),
        };
        var weights = first + ((cell.Integer(cell.Parameters.Model.Depth) + 1L) * width * (width + 3)) + (width * outputs);
        return weights <= MostParameters
            ? null
            : $"the network would have about {weights} parameters; at most {MostParameters} can be trained";
    }
}
