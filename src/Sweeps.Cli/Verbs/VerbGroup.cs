namespace Sweeps.Cli.Verbs;

/// <summary>A group of verbs in the overview.</summary>
/// <param name="Title">Its heading.</param>
internal sealed record VerbGroup(string Title)
{
    public static VerbGroup Training { get; } = new("Plan and train a sweep");

    public static VerbGroup Results { get; } = new("Look at results");

    public static VerbGroup Verification { get; } = new("Check results");

    public static VerbGroup Mathematics { get; } = new("Check the mathematics");

    public static VerbGroup Definitions { get; } = new("What a definition can name");

    public static VerbGroup Program { get; } = new("The program itself");

    /// <summary>All of them, in the order of the overview.</summary>
    public static IReadOnlyList<VerbGroup> All { get; } = [Training, Results, Verification, Mathematics, Definitions, Program];
}
