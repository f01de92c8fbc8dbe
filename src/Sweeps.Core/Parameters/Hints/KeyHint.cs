namespace Sweeps.Core.Parameters.Hints;

/// <summary>The names of a key in other tools, and what to write instead.</summary>
/// <param name="Scope">Where the key stands: a section, or one of <see cref="KeyScope"/>.</param>
/// <param name="Means">The key here, in full if it is that of a parameter or section (<c>train.lr</c>); null if there is none.</param>
/// <param name="Advice">A sentence without a full stop: what to do, or what to know of <paramref name="Means"/>.</param>
/// <param name="Names">The names elsewhere; how words are joined and letters are cased makes no difference.</param>
internal sealed record KeyHint(string Scope, string? Means, string? Advice, params string[] Names);

/// <summary>What other tools call the key of a parameter; it stands with the parameter.</summary>
/// <param name="Advice">A sentence without a full stop: what to know of the parameter; null if its name says all.</param>
/// <param name="Names">The names elsewhere; how words are joined and letters are cased makes no difference.</param>
internal sealed record KeyNames(string? Advice, params string[] Names)
{
    /// <summary>Where the key stands: a section, or one of <see cref="KeyScope"/>. <value>Default anywhere.</value></summary>
    public string Scope { get; init; } = KeyScope.Anywhere;
}

/// <summary>Places of keys that are no section of the definition.</summary>
internal static class KeyScope
{
    /// <summary>Wherever the key stands, unless a hint for that place says otherwise.</summary>
    public const string Anywhere = "*";

    /// <summary>The top of the definition.</summary>
    public const string Top = "";

    /// <summary>Where any parameter can be named: <c>grid</c>, <c>zip</c>, <c>include</c>, <c>exclude</c>, conditions, options.</summary>
    public const string Parameters = "parameters";

    /// <summary>The options of a handler.</summary>
    public const string Handler = "handler";

    /// <summary>The entries of <c>handlers</c>.</summary>
    public const string Handlers = "handlers";

    public const string Summary = "summary";

    /// <summary>What summaries show of runs.</summary>
    public const string Outcomes = "outcomes";

    /// <summary>What a measure is made of.</summary>
    public const string Measure = "measure";

    /// <summary>What a measure takes of a series.</summary>
    public const string Take = "take";

    /// <summary>The tables of handlers and their columns.</summary>
    public const string Tables = "tables";

    /// <summary>The numbers of a schedule.</summary>
    public const string Schedule = "schedule";

    /// <summary>The ends and the number of values of a range.</summary>
    public const string Range = "range";
}
