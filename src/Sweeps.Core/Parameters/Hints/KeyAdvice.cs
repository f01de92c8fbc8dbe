using Sweeps.Core.Text;

namespace Sweeps.Core.Parameters.Hints;

/// <summary>What to write instead of a key that is not allowed.</summary>
/// <param name="Text">The end of a message, from its semicolon on; empty if nothing is known.</param>
/// <param name="Meant">The allowed key that is meant; null if none is.</param>
internal sealed record KeyAdvice(string Text, string? Meant)
{
    /// <param name="parameters">The parameters that there are: a key may be one that stands elsewhere.</param>
    /// <param name="scope">The section, or one of <see cref="KeyScope"/>.</param>
    /// <param name="allowed">The keys that are allowed there.</param>
    public static KeyAdvice For(ParameterSet parameters, string scope, string key, IReadOnlyCollection<string> allowed)
    {
        var folded = FoldedName.Of(key);
        if (parameters.KeyHints.Find(scope, folded) is { } here && Applies(parameters, here, scope, allowed))
            return Say(parameters, here, scope, allowed);
        if (folded.Length > 0 && allowed.FirstOrDefault(name => !IsFull(name) && string.Equals(FoldedName.Of(name), folded, StringComparison.Ordinal)) is { } spelt)
            return Mean(spelt);
        if (scope is not KeyScope.Parameters && parameters.Find(key) is { } parameter)
            return Elsewhere(parameter.Name, key);
        if (scope is not (KeyScope.Handler or KeyScope.Handlers) && parameters.KeyHints.Find(KeyScope.Anywhere, folded) is { } hint)
            return Say(parameters, hint, scope, allowed);
        if (NearestName.Of(key, allowed) is { } nearest)
            return Mean(nearest);
        if (scope is not (KeyScope.Top or KeyScope.Parameters) && parameters.TopKeys.Contains(key, StringComparer.Ordinal))
            return new KeyAdvice($"; {key} stands at the top of the definition, and here it is indented too far", null);
        if (SectionForm.Names.FirstOrDefault(name => string.Equals(LastOf(name), key, StringComparison.Ordinal)) is { } section)
            return scope is KeyScope.Parameters ? new KeyAdvice("; name the parameter itself, such as lr or train.lr", null) : Elsewhere(section, key);
        if (key.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && colon < key.Length - 1)
            return new KeyAdvice($"; a colon needs a space after it: {Wording.Quote($"{key[..colon]}: {key[(colon + 1)..]}")[1..^1]}", null);
        return folded.Length > 0 && folded.All(char.IsAsciiDigit)
            ? new KeyAdvice("; a comma begins the next entry, and a decimal number has a point: 0.5", null)
            : new KeyAdvice("", null);
    }

    private static KeyAdvice Say(ParameterSet parameters, KeyHint hint, string scope, IReadOnlyCollection<string> allowed)
    {
        if (hint.Means is not { } means)
            return new KeyAdvice($"; {hint.Advice}", null);
        var advice = hint.Advice is null ? "" : $" {hint.Advice}";
        var key = scope is KeyScope.Parameters ? Parameter(parameters, means) : LastOf(means);
        var isHere = allowed.Contains(key, StringComparer.Ordinal)
            && (scope is KeyScope.Parameters || !IsFull(means) || string.Equals(means, $"{scope}.{key}", StringComparison.Ordinal));
        return isHere ? new KeyAdvice($"; did you mean '{key}'?{advice}", key) : new KeyAdvice($"; it is called {means} here{(advice.Length > 0 ? "." : "")}{advice}", null);
    }

    // Not every handler has every option.
    private static bool Applies(ParameterSet parameters, KeyHint hint, string scope, IReadOnlyCollection<string> allowed) =>
        hint.Means is not { } means || IsFull(means) || allowed.Contains(scope is KeyScope.Parameters ? Parameter(parameters, means) : means, StringComparer.Ordinal);

    private static bool IsFull(string means) => means.Contains('.', StringComparison.Ordinal);

    // A section has no value that could be varied: its main parameter has.
    private static string Parameter(ParameterSet parameters, string means) => (parameters.Find(SectionForm.Of(means)?.Main ?? means)?.ShortName) ?? means;

    private static KeyAdvice Mean(string key) => new($"; did you mean '{key}'?", key);

    private static KeyAdvice Elsewhere(string name, string key) => key.Contains('.', StringComparison.Ordinal)
        ? new KeyAdvice($"; sections are written as mappings inside each other: {string.Concat(name.Split('.').Select((part, i) => i == 0 ? part : $": {{ {part}"))}: …{string.Concat(Enumerable.Repeat(" }", name.Count(character => character == '.')))}", null)
        : new KeyAdvice($"; it stands elsewhere: {name}", null);

    private static string LastOf(string name) => name[(name.LastIndexOf('.') + 1)..];
}
