using System.Globalization;
using Sweeps.Core.Text;

namespace Sweeps.Core.Datasets.Columns;

/// <summary>The use of each column of a table with some settings. Immutable.</summary>
/// <param name="Features">Places of the columns that a network sees.</param>
/// <param name="Target">Place of the target.</param>
/// <param name="Split">Place of the column that names splits, or −1.</param>
/// <param name="Group">Place of the column whose equal values stay together, or −1.</param>
/// <param name="Width">Numbers that a network sees of a row.</param>
/// <param name="Problem">What is wrong with these settings for this table; null if nothing is.</param>
internal sealed record TableLayout(IReadOnlyList<int> Features, int Target, int Split, int Group, int Width, DataProblem? Problem)
{
    /// <summary>Stands for the name of the last column.</summary>
    public const string LastColumn = "last";

    /// <summary>Stands for the name of no column.</summary>
    public const string NoColumn = "none";

    /// <summary>Classes at most: an example holds one in 16 bits.</summary>
    public const int MostClasses = 1 << 15;

    /// <summary>Different texts of a feature, each of which is an input of the network.</summary>
    public const int MostTexts = 1000;

    private const int None = -1;

    /// <summary>The places of all columns with a use.</summary>
    public IEnumerable<int> Used => [.. Features, Target, .. Split == None ? [] : (int[])[Split], .. Group == None ? [] : (int[])[Group]];

    public static TableLayout Of(IReadOnlyList<TableColumn> columns, DataSettings settings)
    {
        IReadOnlyList<string> names = [.. columns.Select(column => column.Name)];
        var (target, targetProblem) = settings.Target is null ? (names.Count - 1, null) : Find("target", settings.Target);
        if (target == None && settings.Target is LastColumn)
            (target, targetProblem) = (names.Count - 1, null);
        var (split, splitProblem) = settings.SplitColumn is null ? (None, null) : Find("split_column", settings.SplitColumn);
        var (group, groupProblem) = settings.SplitGroup is null ? (None, null) : Find("split_group", settings.SplitGroup);
        if ((targetProblem ?? splitProblem ?? groupProblem) is { } missing)
            return new([], Math.Max(target, 0), None, None, 1, missing);
        var (features, unmatched) = FeaturePatterns.Find(settings.Features, names, new HashSet<int>([target, split, group]));
        var layout = new TableLayout(features, target, split, group, Math.Max(1, features.Sum(place => columns[place].IsText ? columns[place].Texts.Count : 1)), null);
        return layout with
        {
            Problem = unmatched is not null
                ? new("features", $"features has {Wording.Quote(unmatched)}, and the table {Wording.Quote(settings.Source)} has no such column{Wording.Suggest(unmatched, names)}")
                : layout.FindProblem(columns, settings),
        };

        (int Place, DataProblem? Problem) Find(string key, string name)
        {
            for (var place = 0; place < names.Count; place++)
                if (string.Equals(names[place], name, StringComparison.Ordinal))
                    return (place, null);
            return (None, new DataProblem(key, $"{key} is {Wording.Quote(name)}, and the table {Wording.Quote(settings.Source)} has no such column{Wording.Suggest(name, names)}"));
        }
    }

    private DataProblem? FindProblem(IReadOnlyList<TableColumn> columns, DataSettings settings)
    {
        var table = $"the table {Wording.Quote(settings.Source)}";
        if (Features.Count == 0)
            return new("features", $"features leaves no column of {table} for the network to see");
        if (Features.Contains(Target))
            return new("features", $"features has {Wording.Quote(columns[Target].Name)}, which is the target");
        if (Split != None && Group != None)
            return new("split_group", "split_group has no effect beside split_column; write one of them");
        foreach (var place in Used)
        {
            var column = columns[place];
            if (column.Problem is { } wrong)
                return new("source", $"{table} cannot be used: {wrong}; a column that is not needed is left out with features: [\"*\", \"!{column.Name}\"]");
            var isReplaced = settings.Missing is "mean" && !column.IsText && Features.Contains(place);
            if (column.Missing > 0 && settings.Missing is not "drop" && !isReplaced)
                return new(settings.Missing is "mean" ? "missing" : "source", $"{table} has no value in line {column.FirstMissing} of the column {Wording.Quote(column.Name)}{Others(column)}; {Remedy(column, place, settings)}");
            if (column.IsText && column.Texts.Count > MostTexts && Features.Contains(place))
                return new("features", $"the column {Wording.Quote(column.Name)} of {table} has {column.Texts.Count} different texts, each of which would be an input, and at most {MostTexts} can be; leave it out: features: [\"*\", \"!{column.Name}\"]");
        }

        return TargetProblem(columns[Target], settings, table) ?? SplitProblem(columns, table);
    }

    private static string Others(TableColumn column) => column.Missing == 1 ? "" : $" and in {column.Missing - 1} more {(column.Missing == 2 ? "line" : "lines")}";

    private string Remedy(TableColumn column, int place, DataSettings settings) =>
        settings.Missing is "mean"
            ? $"a mean replaces numbers of features alone; missing: drop leaves out such rows"
            : !column.IsText && Features.Contains(place)
                ? "missing: drop leaves out such rows, and missing: mean puts the mean of the training split there"
                : "missing: drop leaves out such rows";

    private static DataProblem? TargetProblem(TableColumn target, DataSettings settings, string table)
    {
        // What is not written has no place.
        if (settings.IsClassification)
            return target.IsText ? null : NumberedClasses(target, settings.Target is null or LastColumn ? "source" : "target", table);
        if (target.IsText)
            return new("dataset_task", $"the column {Wording.Quote(target.Name)} of {table} holds texts, such as {Wording.Quote(target.Texts[0])}; {settings.Task} needs numbers");
        return null;
    }

    private static DataProblem? NumberedClasses(TableColumn target, string key, string table)
    {
        foreach (var value in target.Numbers!)
            if (!float.IsNaN(value) && (value < 0 || value >= MostClasses || value != MathF.Truncate(value)))
                return new(key, $"the column {Wording.Quote(target.Name)} of {table} has {value.ToString(CultureInfo.InvariantCulture)}; a class is a whole number from 0 to {MostClasses - 1}, and task: regression predicts other numbers");
        return null;
    }

    private DataProblem? SplitProblem(IReadOnlyList<TableColumn> columns, string table)
    {
        if (Split == None)
            return null;
        var column = columns[Split];
        if (!column.IsText)
            return new("split_column", $"the column {Wording.Quote(column.Name)} of {table} holds numbers; it must say train, valid or test in each row");
        return column.Texts.FirstOrDefault(text => SplitOf(text) < 0) is { } other
            ? new("split_column", $"the column {Wording.Quote(column.Name)} of {table} has {Wording.Quote(other)}; it must say train, valid or test in each row")
            : null;
    }

    /// <summary>The number of a split by its name: 0 train, 1 valid, 2 test, −1 none of them.</summary>
    public static int SplitOf(string text) => text.ToUpperInvariant() switch
    {
        "TRAIN" or "TRAINING" => 0,
        "VALID" or "VALIDATION" or "VAL" or "DEV" => 1,
        "TEST" => 2,
        _ => -1,
    };
}
