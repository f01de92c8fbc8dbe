using Sweeps.Core.Datasets;
using Sweeps.Core.Parameters.Hints;

namespace Sweeps.Core.Parameters;

/// <summary>The parameters of the data, under <c>dataset</c>.</summary>
internal sealed class DatasetParameters
{
    public DatasetParameters()
    {
        Kind = new Parameter
        {
            Name = "dataset.kind",
            ShortName = "dataset_kind",
            Type = new NameType([.. DatasetKinds.All.Names]),
            Default = DatasetKinds.Default.Name,
            Summary = "What the source is. " + string.Join(' ', DatasetKinds.All.Select(kind => $"{kind.Name}: {kind.Summary}")),
            SilentAtDefault = true,
        };
        Target = new Parameter
        {
            Name = "dataset.target",
            ShortName = "target",
            Type = new ColumnNameType(),
            Default = NumberTable.LastColumn,
            Summary = "The column of a table that holds the class to be predicted, whole numbers from 0; last: the last one. The other columns are the network's inputs.",
            NoEffect = "where dataset.kind is words",
            IsInert = cell => !IsTable(cell),
            Instead = NumberTable.LastColumn,
            SilentAtDefault = true,
        };
        Source = new Parameter
        {
            Name = "dataset.source",
            ShortName = "source",
            Type = new SourceType(),
            Default = "names",
            Summary = "What is shipped (the lists names and us-surnames, the table digits), a file in a folder of SWEEPS_DATA, or a path relative to the definition.",
            Identifies = false, // the bytes of the list do, wherever they lie
        };
        Shuffle = new Parameter
        {
            Name = "dataset.shuffle",
            ShortName = "shuffle",
            Type = new ShuffleType
            {
                Hints = () =>
                [
                    new("none", null, [.. ValueHint.No]),
                    new(null, "say by which generator and seed: python:42 is Python's random.shuffle, torch:42 is torch.randperm", [.. ValueHint.Yes, "random", "shuffled", "python.random", "numpy", "np"]),
                ],
            },
            Default = "none",
            Summary = "The order of the list before it is split: as it is, by Python's random.shuffle, or by torch.randperm.",
        };
        Context = new Parameter
        {
            Name = "dataset.context",
            ShortName = "context",
            Type = new IntegerType(1, 64),
            Default = 3,
            Summary = "How many symbols the network sees.",
            NoEffect = "where dataset.kind is table",
            IsInert = IsTable,
            Instead = 0,
        };
        Train = new Parameter
        {
            Name = "dataset.split.train",
            ShortName = "split_train",
            Type = new NumberType(0, 1, aboveMinimum: true),
            Default = 0.8,
            Summary = "The part of the list that is trained on.",
        };
        Valid = new Parameter
        {
            Name = "dataset.split.valid",
            ShortName = "split_valid",
            Type = new NumberType(0, 1),
            Default = 0.1,
            Summary = "The part after it, for the validation loss.",
        };
        Test = new Parameter
        {
            Name = "dataset.split.test",
            ShortName = "split_test",
            Type = new NumberType(0, 1),
            Default = 0.1,
            Summary = "The part after that, for the test loss.",
        };
        EvaluateTrain = new Parameter
        {
            Name = "dataset.evaluate_train",
            ShortName = "evaluate_train",
            Type = new SwitchType(),
            Default = false,
            Summary = "Whether loss_train is measured over the whole training split at the end; loss_valid and loss_test always are, over theirs.",
            SilentAtDefault = true,
        };
        All = [Source, Shuffle, Context, Train, Valid, Test, EvaluateTrain];
        Later = [Kind, Target];
    }

    public Parameter Source { get; }

    public Parameter Shuffle { get; }

    public Parameter Context { get; }

    public Parameter Train { get; }

    public Parameter Valid { get; }

    public Parameter Test { get; }

    public Parameter EvaluateTrain { get; }

    /// <summary>The kind of the source.</summary>
    public Parameter Kind { get; }

    /// <summary>The column of the class.</summary>
    public Parameter Target { get; }

    /// <summary>The parameters of the first version, in the order of their columns.</summary>
    public IReadOnlyList<Parameter> All { get; }

    /// <summary>The parameters that were added later, at the end of the columns.</summary>
    public IReadOnlyList<Parameter> Later { get; }

    /// <summary>Whether a cell trains on numbers.</summary>
    public bool IsTable(CellValues cell) => cell.Is(Kind, "table");
}
