using Sweeps.Core.Text;
using Sweeps.Tables;

namespace Sweeps.Core.Handlers;

/// <summary>Checks that definitions, schemas and tables can use what a kind declares.</summary>
internal static class KindCheck
{
    /// <summary>The greatest number of columns of a table.</summary>
    public const int MostColumns = 1 << 14;

    private static readonly string[] s_reservedOptions = ["every", "first", "last", "name"];
    private static readonly string[] s_leadingColumns = ["cell", "run", "step", "layer", "module_index", "module", "tensor"];

    /// <summary>A message about a problem of a kind, or null.</summary>
    public static string? Problem(IHandlerKind kind)
    {
        if (!PlainName.Is(kind.Name))
            return $"the name '{kind.Name}' of {kind.GetType().FullName} is not lower-case words joined by '_'.";
        if (string.IsNullOrWhiteSpace(kind.Summary))
            return $"the handler '{kind.Name}' has no summary.";
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var option in kind.Options)
        {
            if (!PlainName.Is(option.Name) || s_reservedOptions.Contains(option.Name, StringComparer.Ordinal))
                return $"the option '{option.Name}' of '{kind.Name}' cannot be called that.";
            if (!names.Add(option.Name))
                return $"'{kind.Name}' has two options '{option.Name}'.";
            if (option.Default.GetType() != ClrType(option.Type))
                return $"the default of the option '{option.Name}' of '{kind.Name}' is a {option.Default.GetType().Name}; a {ClrType(option.Type).Name} is needed.";
            if (option.Type is OptionType.Name or OptionType.Names && option.Allowed is not { Count: > 0 })
                return $"the option '{option.Name}' of '{kind.Name}' names nothing to choose from.";
        }

        return ColumnProblem(kind, Defaults(kind));
    }

    /// <summary>A message about a problem of the columns that a kind has for these options, or null.</summary>
    public static string? ColumnProblem(IHandlerKind kind, HandlerOptions options)
    {
        var columns = new HashSet<string>(s_leadingColumns, StringComparer.Ordinal);
        foreach (var column in kind.Columns(options))
        {
            if (string.IsNullOrWhiteSpace(column.Name) || !Enum.IsDefined(column.Type))
                return $"'{kind.Name}' has a column without a name or a type.";
            // Handlers' values must not depend on when a run is trained.
            if (column.Type is ColumnType.Timestamp)
                return $"the column '{column.Name}' of '{kind.Name}' holds times, which no handler's table can have.";
            if (!columns.Add(column.Name))
                return $"'{kind.Name}' cannot have another column '{column.Name}'.";
        }

        return columns.Count <= MostColumns ? null : $"'{kind.Name}' has {columns.Count - s_leadingColumns.Length} columns; a table has at most {MostColumns}.";
    }

    public static HandlerOptions Defaults(IHandlerKind kind) =>
        new(kind.Options.ToDictionary(option => option.Name, option => option.Default, StringComparer.Ordinal));

    private static Type ClrType(OptionType type) => type switch
    {
        OptionType.Number => typeof(double),
        OptionType.Integer => typeof(int),
        OptionType.Switch => typeof(bool),
        OptionType.Name => typeof(string),
        OptionType.Numbers => typeof(double[]),
        OptionType.Names => typeof(string[]),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Unknown type of option."),
    };
}
