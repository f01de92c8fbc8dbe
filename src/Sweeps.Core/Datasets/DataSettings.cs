using Sweeps.Core.Datasets.Columns;
using Sweeps.Training.Catalogues;
using Sweeps.Training.Tasks;

namespace Sweeps.Core.Datasets;

/// <summary>How a file becomes examples.</summary>
/// <param name="Source">The file as the definition names it.</param>
/// <param name="Shuffle">The order of its items.</param>
/// <param name="Context">Of words: symbols per example.</param>
/// <param name="Train">The fraction of the items that is trained on.</param>
/// <param name="Valid">The fraction after it.</param>
/// <param name="Test">The fraction after that; items beyond it are not used.</param>
public sealed record DataSettings(string Source, Shuffle Shuffle, int Context, double Train, double Valid, double Test)
{
    /// <summary>The shipped names in their order, three symbols of context, split 80 : 10 : 10.</summary>
    public static DataSettings Default { get; } = new("names", Shuffle.None, 3, 0.8, 0.1, 0.1);

    /// <summary>The name of a <see cref="DatasetKind"/>. <value>Default <c>words</c>.</value></summary>
    public string Kind { get; init; } = "words";

    /// <summary>The name of the task: what is asked of the target. <value>Default <c>classification</c>.</value></summary>
    public string Task { get; init; } = TrainingTasks.Classification.Name;

    /// <summary>Whether the target is a class.</summary>
    internal bool IsClassification => string.Equals(Task, TrainingTasks.Classification.Name, StringComparison.Ordinal);

    /// <summary>Of a table: the column of the target. <value>Default null: the last one.</value></summary>
    public string? Target { get; init; }

    /// <summary>Of a table: the columns that a network sees, names and patterns. <value>Default <c>all</c>: those that have no other use.</value></summary>
    public string Features { get; init; } = FeaturePatterns.All;

    /// <summary>Of a table: whether numbers are brought to mean 0 and variance 1 over the training split. <value>Default false.</value></summary>
    public bool Standardize { get; init; }

    /// <summary>Of a table: what becomes of missing values: <c>error</c>, <c>drop</c> or <c>mean</c>. <value>Default <c>error</c>.</value></summary>
    public string Missing { get; init; } = "error";

    /// <summary>Of a table: whether each class is split by itself. <value>Default false.</value></summary>
    public bool Stratify { get; init; }

    /// <summary>Of a table: the column that says of each row in which split it is. <value>Default null: fractions do.</value></summary>
    public string? SplitColumn { get; init; }

    /// <summary>Of a table: the column whose equal values stay together. <value>Default null: rows are split one by one.</value></summary>
    public string? SplitGroup { get; init; }

    /// <summary>The fraction of the training examples whose class is replaced by a wrong one. <value>Default 0.</value></summary>
    public double LabelNoise { get; init; }

    /// <summary>Seeds the generator that draws which these are and what they become. <value>Default 1.</value></summary>
    public long LabelNoiseSeed { get; init; } = 1;

    /// <summary>Of synthetic data: the options of the generator. <value>Default: each option's own.</value></summary>
    public OptionValues Generator { get; init; } = OptionValues.None;
}
