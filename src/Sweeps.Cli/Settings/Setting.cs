namespace Sweeps.Cli.Settings;

/// <summary>A default that a user can set for all calls: in the file, or by a variable of the environment.</summary>
/// <param name="Name">The key in the file.</param>
/// <param name="Summary">What it is, in one sentence.</param>
/// <param name="Allowed">What its value must be: <c>a whole number from 1 to 4096</c>.</param>
/// <param name="Default">What holds where nobody says anything.</param>
/// <param name="IsValid">Whether a text is a value.</param>
internal sealed record Setting(string Name, string Summary, string Allowed, string Default, Func<string, bool> IsValid)
{
    /// <summary>The variable of the environment: <c>SWEEPS_WORKERS</c>.</summary>
    public string Variable => "SWEEPS_" + Name.ToUpperInvariant();

    /// <summary>What is wrong with a value; null if nothing is.</summary>
    /// <param name="place">What has the value: the variable, or the key.</param>
    public string? Mistake(string place, string text) => IsValid(text) ? null : $"{place} is '{text}'; it must be {Allowed}";
}
