namespace Sweeps.Core.Parameters;

/// <summary>What is trained on, under <c>dataset</c>.</summary>
internal static class DatasetParameters
{
    public static readonly Parameter Source = new()
    {
        Name = "dataset.source",
        ShortName = "source",
        Type = new SourceType(),
        Default = "names",
        Summary = "A shipped list (names, us-surnames), a list in a folder of SWEEPS_DATA, or a path relative to the definition.",
        Identifies = false, // the bytes of the list do, wherever they lie
    };

    public static readonly Parameter Shuffle = new()
    {
        Name = "dataset.shuffle",
        ShortName = "shuffle",
        Type = new ShuffleType(),
        Default = "none",
        Summary = "The order of the list before it is split: as it is, by Python's random.shuffle, or by torch.randperm.",
    };

    public static readonly Parameter Context = new()
    {
        Name = "dataset.context",
        ShortName = "context",
        Type = new IntegerType(1, 64),
        Default = 3,
        Summary = "How many symbols the network sees.",
    };

    public static readonly Parameter Train = new()
    {
        Name = "dataset.split.train",
        ShortName = "split_train",
        Type = new NumberType(0, 1, aboveMinimum: true),
        Default = 0.8,
        Summary = "The part of the list that is trained on.",
    };

    public static readonly Parameter Valid = new()
    {
        Name = "dataset.split.valid",
        ShortName = "split_valid",
        Type = new NumberType(0, 1),
        Default = 0.1,
        Summary = "The part after it, for the validation loss.",
    };

    public static readonly Parameter Test = new()
    {
        Name = "dataset.split.test",
        ShortName = "split_test",
        Type = new NumberType(0, 1),
        Default = 0.1,
        Summary = "The part after that, for the test loss.",
    };

    public static readonly Parameter EvaluateTrain = new()
    {
        Name = "dataset.evaluate_train",
        ShortName = "evaluate_train",
        Type = new SwitchType(),
        Default = false,
        Summary = "Whether loss_train is measured over the whole training split at the end; loss_valid and loss_test always are, over theirs.",
        SilentAtDefault = true,
    };

    public static IReadOnlyList<Parameter> All { get; } = [Source, Shuffle, Context, Train, Valid, Test, EvaluateTrain];
}
