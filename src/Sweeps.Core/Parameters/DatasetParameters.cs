using Sweeps.Core.Datasets;
using Sweeps.Core.Datasets.Columns;
using Sweeps.Core.Parameters.Hints;
using Sweeps.Core.Text;
using Sweeps.Tables;
using Sweeps.Training.Catalogues;
using Sweeps.Training.Tasks;

namespace Sweeps.Core.Parameters;

/// <summary>The parameters of the data, under <c>dataset</c>.</summary>
internal sealed class DatasetParameters
{
    /// <param name="kinds">The kinds of datasets, the default first.</param>
    public DatasetParameters(Catalogue<DatasetKind> kinds)
    {
        Kinds = kinds;
        Kind = new Parameter
        {
            Name = "dataset.kind",
            ShortName = "dataset_kind",
            Type = new NameType([.. kinds.Names]),
            Default = kinds[0].Name,
            Summary = "What the source is. " + string.Join(' ', kinds.Select(kind => $"{kind.Name}: {kind.Summary}")),
            SilentAtDefault = true,
        };
        Target = OfKinds(new Parameter
        {
            Name = "dataset.target",
            ShortName = "target",
            Type = new ColumnNameType(),
            Default = TableLayout.LastColumn,
            Summary = "The column of a table that the network predicts; last: the last one. Classes are texts or whole numbers from 0.",
            SilentAtDefault = true,
        });
        Task = OfKinds(new Parameter
        {
            Name = "dataset.task",
            ShortName = "dataset_task",
            Type = new NameType([.. TrainingTasks.All.Names]),
            Default = TrainingTasks.Classification.Name,
            Summary = "What the network learns of the target: classification, which of several classes an example belongs to (cross-entropy), or regression, a number (mean squared error).",
            SilentAtDefault = true,
        });
        Features = OfKinds(new Parameter
        {
            Name = "dataset.features",
            ShortName = "features",
            Type = new FeaturesType(),
            Default = FeaturePatterns.All,
            Summary = "The columns of a table that the network sees; all: those that have no other use. A pattern with ! in front leaves out again what it matches.",
            SilentAtDefault = true,
        });
        Standardize = OfKinds(new Parameter
        {
            Name = "dataset.standardize",
            ShortName = "standardize",
            Type = new SwitchType(),
            Default = false,
            Summary = "Whether the mean of the training split is subtracted from each column of numbers and the difference divided by the standard deviation.",
            SilentAtDefault = true,
        });
        Missing = OfKinds(new Parameter
        {
            Name = "dataset.missing",
            ShortName = "missing",
            Type = new NameType("error", "drop", "mean"),
            Default = "error",
            Summary = "What becomes of missing values: an error, rows that are left out (drop), or the mean of the training split in their place (mean).",
            SilentAtDefault = true,
        });
        Stratify = OfKinds(new Parameter
        {
            Name = "dataset.split.stratify",
            ShortName = "stratify",
            Type = new SwitchType(),
            Default = false,
            Summary = "Whether the rows of each class are split by themselves, so that every split has the same part of each class.",
            SilentAtDefault = true,
        });
        var isOfKind = Stratify.IsInert!;
        Stratify = Stratify with
        {
            NoEffect = $"{Stratify.NoEffect}, dataset.task is regression, or rows are split by a column or in groups",
            IsInert = cell => isOfKind(cell) || !cell.Is(Task, TrainingTasks.Classification.Name) || !cell.Is(SplitColumn!, TableLayout.NoColumn) || !cell.Is(SplitGroup!, TableLayout.NoColumn),
        };
        SplitColumn = OfKinds(new Parameter
        {
            Name = "dataset.split.column",
            ShortName = "split_column",
            Type = new ColumnNameType(),
            Default = TableLayout.NoColumn,
            Summary = "The column of a table that says train, valid or test of each row, in the place of fractions; none: there is no such column.",
            SilentAtDefault = true,
        });
        SplitGroup = OfKinds(new Parameter
        {
            Name = "dataset.split.group",
            ShortName = "split_group",
            Type = new ColumnNameType(),
            Default = TableLayout.NoColumn,
            Summary = "The column of a table whose equal values stay in one split: groups are shuffled and split in the place of rows; none: there is no such column.",
            SilentAtDefault = true,
        });
        Source = new Parameter
        {
            Name = "dataset.source",
            ShortName = "source",
            Type = new SourceType(),
            Default = "names",
            Summary = "What is shipped (the lists names and us-surnames, the tables digits and iris, and generators), a file in a folder of SWEEPS_DATA, or a path relative to the definition.",
            CalledElsewhere = () =>
            [
                new(null, "dataset", "datasets", "data", "list", "file") { Scope = KeyScope.Parameters },
                new(null, "dataset_name", "data_path", "data_file", "data_dir", "dataset_path", "train_file", "input_file"),
            ],
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
        Context = OfKinds(new Parameter
        {
            Name = "dataset.context",
            ShortName = "context",
            Type = new IntegerType(1, 64),
            Default = 3,
            Summary = "How many symbols the network sees.",
            CalledElsewhere = () => [new(null, "block_size", "context_length", "context_size", "context_window", "ctx", "ctx_len", "n_ctx", "window", "window_size", "sequence_length", "seq_len", "seq_length", "max_length", "ngram", "lookback")],
            Instead = 0,
        });
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
        LabelNoise = new Parameter
        {
            Name = "dataset.label_noise",
            ShortName = "label_noise",
            Type = new NumberType(0, 1),
            Default = 0.0,
            Summary = "The fraction of the training examples whose class is replaced by another one, drawn at random. accuracy_clean and accuracy_noisy tell how many of the others and of these a network has learned.",
            NoEffect = "where the network learns numbers, not classes",
            IsInert = cell => cell.Number(LabelNoise!) != 0 && !HasClasses(kinds.Get(cell.Text(Kind)), cell),
            Instead = 0.0,
            SilentAtDefault = true,
        };
        LabelNoiseSeed = new Parameter
        {
            Name = "dataset.label_noise_seed",
            ShortName = "label_noise_seed",
            Type = new IntegerType(0, uint.MaxValue, ColumnType.Int64),
            Default = 1L,
            Summary = "Seeds the generator of label_noise, so that runs of several seeds can share the wrong labels.",
            NoEffect = "where label_noise is 0",
            IsInert = cell => cell.Number(LabelNoise) == 0 || cell.IsInert(LabelNoise),
            Instead = 1L,
            SilentAtDefault = true,
        };
        All = [Source, Shuffle, Context, Train, Valid, Test, EvaluateTrain];
        Options = [.. kinds.SelectMany(kind => kind.Options).Select(option => OfKinds(OptionParameter.Of(option)) with { Instead = null })];
        Later = [Kind, Target, Task, Features, Standardize, Missing, Stratify, SplitColumn, SplitGroup, .. Options, LabelNoise, LabelNoiseSeed];
    }

    /// <summary>The kinds of datasets, the default first.</summary>
    public Catalogue<DatasetKind> Kinds { get; }

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

    /// <summary>What a network learns of a table.</summary>
    public Parameter Task { get; }

    /// <summary>The columns that a network sees.</summary>
    public Parameter Features { get; }

    /// <summary>Whether columns of numbers get mean 0 and variance 1.</summary>
    public Parameter Standardize { get; }

    /// <summary>What becomes of missing values.</summary>
    public Parameter Missing { get; }

    /// <summary>Whether each class is split by itself.</summary>
    public Parameter Stratify { get; }

    /// <summary>The column that names splits.</summary>
    public Parameter SplitColumn { get; }

    /// <summary>The column whose equal values stay together.</summary>
    public Parameter SplitGroup { get; }

    /// <summary>The fraction of wrong labels.</summary>
    public Parameter LabelNoise { get; }

    /// <summary>What wrong labels are drawn with.</summary>
    public Parameter LabelNoiseSeed { get; }

    /// <summary>The options that kinds declare.</summary>
    public IReadOnlyList<Parameter> Options { get; }

    /// <summary>The parameters of the first version, in the order of their columns.</summary>
    public IReadOnlyList<Parameter> All { get; }

    /// <summary>The parameters that were added later, at the end of the columns.</summary>
    public IReadOnlyList<Parameter> Later { get; }

    /// <summary>The parameter as one that acts on the kinds and sources that name it alone. Where it does not act, its column has its default, unless it says what else.</summary>
    public Parameter OfKinds(Parameter parameter)
    {
        var kinds = Kinds.Where(kind => kind.Parameters.Contains(parameter.Name, StringComparer.Ordinal)).ToDictionary(kind => kind.Name, kind => kind.SourcesOf(parameter.Name), StringComparer.Ordinal);
        var sources = string.Concat(kinds.Where(kind => kind.Value is not null)
            .Select(kind => $", or source is not {Wording.OneOf(kind.Value!)}{(kinds.Count > 1 ? $" where it is {kind.Key}" : "")}"));
        return parameter with
        {
            NoEffect = $"where dataset.kind is not {Wording.OneOf([.. kinds.Keys])}{sources}",
            IsInert = cell => !kinds.TryGetValue(cell.Text(Kind), out var names) || names?.Contains(cell.Text(Source), StringComparer.Ordinal) == false,
            Instead = parameter.Instead ?? parameter.Default,
        };
    }

    /// <summary>Whether a run with these values predicts classes.</summary>
    public bool IsClassification(ParameterValues values) =>
        ((values.Of(Kind) is string kind ? Kinds.Find(kind) : null) ?? Kinds[0]).HasClasses(values.Of);

    // Apart from its caller, so that nothing is allocated for cells without noise.
    private static bool HasClasses(DatasetKind kind, CellValues cell) => kind.HasClasses(name => cell[cell.Parameters.Find(name)!]);
}
