using System.Globalization;
using Sweeps.Core.Datasets.Columns;
using Sweeps.Core.Text;
using Sweeps.Training;

namespace Sweeps.Core.Datasets;

/// <summary>A table, a row per example: columns of numbers and of texts.</summary>
public sealed class TableDataset : DataSource
{
    private readonly IReadOnlyList<TableColumn> _columns;
    private Known? _last;

    internal TableDataset(string name, string? path, string sha256, IReadOnlyList<TableColumn> columns)
        : base(name, path, sha256)
    {
        _columns = columns;
        Items = columns[0].Numbers?.Length ?? columns[0].Codes!.Length;
        Columns = [.. columns.Select(column => column.Name)];
    }

    /// <summary>The names of the columns, in order.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The number of rows.</summary>
    public override int Items { get; }

    /// <inheritdoc/>
    public override long Examples => Items;

    /// <summary>Rows and columns.</summary>
    public override IReadOnlyList<DataCount> Counts => [new("rows", Items), new("columns", _columns.Count)];

    /// <inheritdoc/>
    public override InputShape Inputs(DataSettings settings) => new FeatureShape(Look(settings).Layout.Width);

    /// <summary>Classes: the different texts of the target, or from 0 to the greatest number that occurs; for regression, one number.</summary>
    public override TargetShape Targets(DataSettings settings)
    {
        var target = _columns[Look(settings).Layout.Target];
        if (!settings.IsClassification)
            return new NumberShape(1);
        if (target.IsText)
            return new ClassShape(target.Texts.Count);
        return new ClassShape(target.Range() is var (_, greatest) && greatest is >= 0 and < TableLayout.MostClasses ? (int)greatest + 1 : 1);
    }

    /// <inheritdoc/>
    public override string Text(int item) => string.Join(", ", _columns.Select(column =>
        column.IsMissing(item) ? "" : column.Codes is { } codes ? column.Texts[codes[item]] : column.Numbers![item].ToString(CultureInfo.InvariantCulture)));

    /// <summary>What was found in each column, and what it is used for with some settings.</summary>
    public IReadOnlyList<ColumnInfo> Describe(DataSettings settings)
    {
        var layout = Look(settings).Layout;
        var features = layout.Features.ToHashSet();
        return [.. _columns.Select((column, place) => new ColumnInfo(
            column.Name,
            column.IsText,
            place == layout.Target ? ColumnUse.Target : features.Contains(place) ? ColumnUse.Feature : place == layout.Split || place == layout.Group ? ColumnUse.Split : ColumnUse.None,
            column.Missing,
            column.Texts.Count,
            column.Range()?.Least,
            column.Range()?.Greatest))];
    }

    internal override DataProblem? Check(DataSettings settings)
    {
        var (layout, split) = (Look(settings).Layout, Split(settings));
        if (layout.Problem is { } problem)
            return problem;
        if ((long)split.Bounds.Test * layout.Width > MostNumbers)
            return new("features", $"a network would see {layout.Width} numbers of each of {split.Bounds.Test} rows; their product can be at most {MostNumbers}");
        return split.Train.IsEmpty
            ? new("source", $"no row of the table {Wording.Quote(settings.Source)} is left to train on{(settings.Missing is "drop" ? ", because missing: drop leaves out rows without a value in any of the columns that are used" : "")}")
            : null;
    }

    internal override IReadOnlyList<string> Notes(DataSettings settings)
    {
        var (layout, split) = (Look(settings).Layout, Split(settings));
        var notes = new List<string>();
        if (FeatureScaling.Constant(_columns, layout, split.Train) is { Count: > 0 } constant)
            notes.Add($"{(constant.Count == 1 ? "the feature" : $"{constant.Count} features,")} {Listed(constant.Select(place => Wording.Quote(_columns[place].Name)))}{(constant.Count == 1 ? "" : ",")} {(constant.Count == 1 ? "has" : "have")} the same value in all rows of the training split, and {(constant.Count == 1 ? "tells" : "tell")} a network nothing");
        if (settings.IsClassification)
            AddUnseen(notes, _columns[layout.Target], split);
        return notes;
    }

    internal override ItemSplit Split(DataSettings settings)
    {
        var known = Look(settings);
        return known.Split ??= known.Layout.Problem is null ? TableSplit.Of(_columns, known.Layout, settings, Items) : ItemSplit.ByFractions(settings.Shuffle.Order(Items), settings);
    }

    internal override int CountExamples(ReadOnlySpan<int> items) => items.Length;

    internal override int LeastTrain(DataSettings settings) => Split(settings).Bounds.Train;

    internal override TrainingData Build(ItemSplit split, DataSettings settings)
    {
        var layout = Look(settings).Layout;
        var target = _columns[layout.Target];
        var scaling = new FeatureScaling(_columns, layout, settings, split.Train);
        return new TrainingData(Inputs(settings), Targets(settings), Part(split.Train), Part(split.Valid), Part(split.Test)) { Preparation = scaling.Tensors() };

        ExampleSet Part(ReadOnlySpan<int> rows)
        {
            var inputs = new NumberInputs(layout.Width, scaling.Apply(rows));
            if (!settings.IsClassification)
            {
                var numbers = new float[rows.Length];
                for (var i = 0; i < rows.Length; i++)
                    numbers[i] = target.Numbers![rows[i]];
                return new ExampleSet(inputs, new NumberTargets(1, numbers));
            }

            var classes = new ushort[rows.Length];
            for (var i = 0; i < rows.Length; i++)
                classes[i] = target.ClassOf(rows[i]);
            return new ExampleSet(inputs, new ClassTargets(classes));
        }
    }

    private static void AddUnseen(List<string> notes, TableColumn target, ItemSplit split)
    {
        var (trained, valid) = (Classes(split.Train), Classes(split.Valid));
        var unseen = valid.Union(Classes(split.Test)).Except(trained).Order().ToList();
        if (unseen.Count == 0)
            return;
        var where = unseen.TrueForAll(valid.Contains) ? "are not in the training split" : unseen.Exists(valid.Contains) ? "are in the validation and the test split alone" : "are in the test split alone";
        notes.Add($"{(unseen.Count == 1 ? "the class" : "the classes")} {Listed(unseen.Select(one => target.IsText ? Wording.Quote(target.Texts[one]) : one.ToString(CultureInfo.InvariantCulture)))} "
            + (unseen.Count == 1 ? where.Replace("are ", "is ", StringComparison.Ordinal) : where) + ", so that no network can learn to tell; shuffle: torch:1 or split: { stratify: true } mixes the rows");

        HashSet<ushort> Classes(ReadOnlySpan<int> rows)
        {
            var classes = new HashSet<ushort>();
            foreach (var row in rows)
                classes.Add(target.ClassOf(row));
            return classes;
        }
    }

    private static string Listed(IEnumerable<string> names)
    {
        const int Most = 5;
        var all = names.ToList();
        return all.Count <= Most ? Wording.AllOf(all) : $"{string.Join(", ", all.Take(Most))} and {all.Count - Most} more";
    }

    private Known Look(DataSettings settings)
    {
        // One object, since several threads may replace it.
        if (_last is { } last && (ReferenceEquals(last.Settings, settings) || last.Settings.Equals(settings)))
            return last;
        return _last = new Known(settings, TableLayout.Of(_columns, settings));
    }

    private sealed record Known(DataSettings Settings, TableLayout Layout)
    {
        public ItemSplit? Split { get; set; }
    }
}

/// <summary>What a column is used for.</summary>
public enum ColumnUse
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The network sees it.</summary>
    Feature,

    /// <summary>The network predicts it.</summary>
    Target,

    /// <summary>It says how rows are divided.</summary>
    Split,
}

/// <summary>What was found in a column of a table.</summary>
/// <param name="Name">Its name in the first line.</param>
/// <param name="IsText">Whether it holds texts; else it holds numbers.</param>
/// <param name="Use">What it is used for.</param>
/// <param name="Missing">Rows without a value.</param>
/// <param name="Texts">Different texts; 0 for a column of numbers.</param>
/// <param name="Least">The least number; null if there is none.</param>
/// <param name="Greatest">The greatest number; null if there is none.</param>
public sealed record ColumnInfo(string Name, bool IsText, ColumnUse Use, int Missing, int Texts, float? Least, float? Greatest);
