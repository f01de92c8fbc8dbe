using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Sweeps.Cli.Arguments.Completing;
using Sweeps.Core.Running;

namespace Sweeps.Cli.Arguments;

/// <summary>Options whose values are checked while the command line is read, so that all mistakes are told at once.</summary>
internal static class Checked
{
    /// <summary>Runs that can be trained at once.</summary>
    public const int MostWorkers = 4096;

    private const string WorkersDefault = "Default: what 'sweeps config' shows.";

    /// <summary>A whole number from <paramref name="least"/>; null if it is not given.</summary>
    public static Option<int?> Number(string name, string description, int least, int most = int.MaxValue) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => (int?)ReadNumber(result, name, least, most),
    };

    /// <summary>Whole numbers from 0, joined by commas; null if it is not given.</summary>
    public static Option<int[]?> Numbers(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N,N",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            var numbers = new List<int>();
            foreach (var part in text.Split(','))
            {
                if (int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                {
                    numbers.Add(number);
                    continue;
                }

                result.AddError($"{name} is '{text}'; it must be whole numbers from 0, joined by commas.");
                return null;
            }

            return [.. numbers];
        },
    };

    /// <summary>The option <c>--workers</c>; null if it is not given.</summary>
    /// <param name="purpose">What follows on the sentence's beginning, if anything.</param>
    public static Option<int?> Workers(string purpose = "") => Number("--workers", $"Runs trained at once{purpose}. {WorkersDefault}", 1, MostWorkers);

    /// <summary>A seed of 32 bits; null if it is not given.</summary>
    public static Option<uint?> Seed(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => (uint?)ReadNumber(result, name, 0, uint.MaxValue),
    };

    /// <summary>A number with a decimal point, whatever the culture, in a closed range; null if it is not given.</summary>
    public static Option<double?> Real(string name, string description, double least, double most) => new(name)
    {
        Description = description,
        HelpName = "X",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
                && number >= least && number <= most)
                return number;
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} is '{text}'; it must be a number from {least} to {most}."));
            return null;
        },
    };

    /// <summary>A size in bytes, with K, M, G or T for powers of 1024; null if it is not given.</summary>
    public static Option<long?> Size(string name, string description, long leastMegabytes) => new(name)
    {
        Description = description,
        HelpName = "SIZE",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (ReadSize(text) is { } bytes && bytes >= leastMegabytes << 20)
                return bytes;
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} is '{text}'; it must be a size from {leastMegabytes}M: 500M, 4G."));
            return null;
        },
    };

    public static Option<Shard?> Share(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "I/N",
        CustomParser = result =>
        {
            try
            {
                return Shard.Parse(result.Tokens[0].Value);
            }
            catch (FormatException exception)
            {
                result.AddError($"{name}: {exception.Message}");
                return null;
            }
        },
    };

    /// <summary>One of some words; the first if none is given.</summary>
    public static Option<string> Word(string name, string description, params string[] allowed) => new Option<string>(name)
    {
        Description = $"{description}: {string.Join(", ", allowed)}.",
        HelpName = string.Join('|', allowed),
        DefaultValueFactory = _ => allowed[0],
        CustomParser = result =>
        {
            var word = result.Tokens[0].Value;
            if (!allowed.Contains(word, StringComparer.Ordinal))
                result.AddError($"{name} is '{word}'; it must be {string.Join(", ", allowed[..^1])} or {allowed[^1]}.");
            return word;
        },
    }.Suggest(_ => allowed.Select(word => new Suggestion(word)));

    /// <summary>A text that may be given several times.</summary>
    public static Option<string[]> Repeated(string name, string helpName, string description) => new(name)
    {
        Description = description,
        HelpName = helpName,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
        DefaultValueFactory = _ => [],
    };

    /// <summary>Names joined by commas; an option that is repeated adds to them. Null if they are not given. Which there are is known when the sweep is.</summary>
    public static Option<string[]?> Names(string name, string description) => new(name)
    {
        Description = description + " Repeatable.",
        HelpName = "A,B",
        CustomParser = static result => [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
    };

    private static long? ReadSize(string text)
    {
        var number = text.TrimEnd('B').TrimEnd('i');
        var power = number.Length == 0 ? -1 : "KMGT".IndexOf(char.ToUpperInvariant(number[^1]), StringComparison.Ordinal) + 1;
        if (power > 0)
            number = number[..^1];
        return decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value < 1L << 40 && power >= 0
            && value * (1L << (10 * power)) is var bytes && bytes <= long.MaxValue / 4
            ? (long)bytes
            : null;
    }

    private static long? ReadNumber(ArgumentResult result, string name, long least, long most)
    {
        var text = result.Tokens[0].Value;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        result.AddError(most == int.MaxValue
            ? string.Create(CultureInfo.InvariantCulture, $"{name} is '{text}'; it must be a whole number from {least}.")
            : string.Create(CultureInfo.InvariantCulture, $"{name} is '{text}'; it must be a whole number from {least} to {most}."));
        return null;
    }
}
