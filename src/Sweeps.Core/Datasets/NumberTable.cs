using System.Globalization;
using Sweeps.Core.Text;
using Sweeps.Training;

namespace Sweeps.Core.Datasets;

/// <summary>A table of numbers, a row per example.</summary>
public sealed class NumberTable : DataSource
{
    /// <summary>Stands for the name of the last column.</summary>
    public const string LastColumn = "last";

    /// <summary>Classes at most: an example holds one in 16 bits.</summary>
    public const int MostClasses = 1 << 15;

    private readonly float[] _numbers;

    /// <summary>For each column how many classes its values are, or the first value that is none.</summary>
    private readonly (int Classes, float? Wrong)[] _classes;

    /// <param name="numbers">Row by row.</param>
    internal NumberTable(string name, string? path, string sha256, IReadOnlyList<string> columns, float[] numbers)
        : base(name, path, sha256)
    {
        Columns = columns;
        _numbers = numbers;
        _classes = [.. Enumerable.Range(0, columns.Count).Select(ClassesOf)];
    }

    /// <summary>The names of the columns, in order.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The number of rows.</summary>
    public override int Items => _numbers.Length / Columns.Count;

    /// <inheritdoc/>
    public override long Examples => Items;

    /// <summary>Rows and columns.</summary>
    public override IReadOnlyList<DataCount> Counts => [new("rows", Items), new("columns", Columns.Count)];

    /// <inheritdoc/>
    public override InputShape Inputs(DataSettings settings) => new FeatureShape(Columns.Count - 1);

    /// <summary>Classes from 0 to the greatest that occurs.</summary>
    public override TargetShape Targets(DataSettings settings) => new ClassShape(TargetOf(settings) is >= 0 and var target ? _classes[target].Classes : 1);

    /// <inheritdoc/>
    public override string Text(int item) =>
        string.Join(", ", Enumerable.Range(0, Columns.Count).Select(column => this[item, column].ToString(CultureInfo.InvariantCulture)));

    internal override DataProblem? Check(DataSettings settings)
    {
        var target = TargetOf(settings);
        if (target < 0)
            return new("target", $"target is {Wording.Quote(settings.Target!)}, and the table {Wording.Quote(settings.Source)} has no such column{Wording.Suggest(settings.Target!, Columns)}");
        return _classes[target].Wrong is not { } value
            ? null
            : new("target", $"the column {Wording.Quote(Columns[target])} of the table {Wording.Quote(settings.Source)} has {value.ToString(CultureInfo.InvariantCulture)}; a class is a whole number from 0 to {MostClasses - 1}");
    }

    internal override int CountExamples(ReadOnlySpan<int> items) => items.Length;

    internal override int LeastExamples(int items) => items;

    internal override TrainingData Build(int[] order, SplitBounds bounds, DataSettings settings)
    {
        var target = TargetOf(settings);
        return new TrainingData(Inputs(settings), Targets(settings), Part(0, bounds.Train), Part(bounds.Train, bounds.Valid), Part(bounds.Valid, bounds.Test));

        ExampleSet Part(int from, int to)
        {
            var features = Columns.Count - 1;
            var inputs = new float[(to - from) * features];
            var classes = new ushort[to - from];
            for (var example = 0; example < classes.Length; example++)
            {
                var row = order[from + example];
                var place = example * features;
                for (var column = 0; column < Columns.Count; column++)
                    if (column != target)
                        inputs[place++] = this[row, column];
                classes[example] = (ushort)this[row, target];
            }

            return new ExampleSet(new NumberInputs(features, inputs), new ClassTargets(classes));
        }
    }

    private float this[int row, int column] => _numbers[(row * Columns.Count) + column];

    private (int Classes, float? Wrong) ClassesOf(int column)
    {
        var greatest = 0f;
        for (var row = 0; row < Items; row++)
        {
            var value = this[row, column];
            if (value < 0 || value >= MostClasses || value != MathF.Truncate(value))
                return (1, value);
            greatest = Math.Max(greatest, value);
        }

        return ((int)greatest + 1, null);
    }

    private int TargetOf(DataSettings settings)
    {
        for (var column = 0; column < Columns.Count; column++)
            if (string.Equals(Columns[column], settings.Target, StringComparison.Ordinal))
                return column;
        return settings.Target is LastColumn or null ? Columns.Count - 1 : -1;
    }
}
