using System.CommandLine;
using System.CommandLine.Parsing;
using Sweeps.Core.Datasets;
using Sweeps.Core.Text;

namespace Sweeps.Cli.Sweeping;

/// <summary>A call of the program. Its text is a line that a shell can run as printed, here and now.</summary>
/// <param name="Verb">The verb: <c>run</c>.</param>
/// <param name="Arguments">What it is about: definitions, folders, runs.</param>
/// <param name="Options">The options, in the order in which they are written; one that is repeated stands there several times.</param>
internal sealed record Invocation(string Verb, IReadOnlyList<string> Arguments, IReadOnlyList<GivenOption> Options)
{
    /// <summary>The value that <c>SWEEPS_DATA</c> must have; null if the call needs none.</summary>
    public string? Data { get; init; }

    /// <summary>The call with these arguments and no options.</summary>
    public static Invocation Of(string verb, params IReadOnlyList<string> arguments) => new(verb, arguments, []);

    /// <summary>The call as the user made it, with the options that were given.</summary>
    public static Invocation Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var names = parsed.Tokens.Where(token => token.Type == TokenType.Option).Select(token => token.Value).Distinct(StringComparer.Ordinal);
        var options = names.Select(name => command.Options.FirstOrDefault(option => string.Equals(option.Name, name, StringComparison.Ordinal))).OfType<Option>()
            .SelectMany(option => parsed.GetResult(option) is { Tokens: { Count: > 0 } values }
                ? values.Select(value => new GivenOption(option.Name, value.Value))
                : [new GivenOption(option.Name, null)]);
        var arguments = command.Arguments.SelectMany(argument => parsed.GetResult(argument)?.Tokens.Select(token => token.Value) ?? []);
        return new(command.Name, [.. arguments], [.. options]);
    }

    /// <summary>The same about something else.</summary>
    public Invocation About(params IReadOnlyList<string> arguments) => this with { Arguments = arguments };

    public Invocation With(string option, string? value) => this with { Options = [.. Options, new GivenOption(option, value)] };

    public Invocation With(string option, IEnumerable<string> values) => values.Aggregate(this, (call, value) => call.With(option, value));

    public Invocation Without(params IReadOnlyList<string> options) =>
        this with { Options = [.. Options.Where(option => !options.Contains(option.Name, StringComparer.Ordinal))] };

    /// <summary>The same with these options alone.</summary>
    public Invocation Only(params IReadOnlyList<string> options) =>
        this with { Options = [.. Options.Where(option => options.Contains(option.Name, StringComparer.Ordinal))] };

    public override string ToString()
    {
        // A path that begins with a dash would be taken for an option.
        var arguments = Arguments.Select(argument => argument.StartsWith('-') ? "./" + argument : argument);
        var words = ProgramFile.Words.Append(Verb).Concat(arguments).Concat(Options.SelectMany(option => option.Words));
        // cmd.exe and PowerShell have no such way to set a variable for one command.
        var data = Data is null || OperatingSystem.IsWindows() ? "" : $"{DataCatalogue.FoldersVariable}={ShellWords.Quote(Data)} ";
        return data + ShellWords.Join(words);
    }
}

/// <summary>An option with its value; null if it takes none.</summary>
internal sealed record GivenOption(string Name, string? Value)
{
    public IEnumerable<string> Words => Value is null ? [Name] : Value.StartsWith('-') ? [$"{Name}={Value}"] : [Name, Value];
}
