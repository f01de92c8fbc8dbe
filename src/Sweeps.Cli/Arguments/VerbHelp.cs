using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Sweeps.Cli.Verbs;
using Sweeps.Core.Text;

namespace Sweeps.Cli.Arguments;

/// <summary>What <c>--help</c> shows: of a verb its arguments and options, its examples and where more is said; of the program an overview by groups.</summary>
/// <param name="usual">The help that System.CommandLine makes of a verb.</param>
internal sealed class VerbHelp(HelpAction usual, ProgramContext context) : SynchronousCommandLineAction
{
    private const string Indent = "  ";

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var writer = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command;
        if (context.Composition.Verbs.FirstOrDefault(verb => string.Equals(verb.Name, command.Name, StringComparison.Ordinal)) is not { } verb)
        {
            WriteOverview(writer, command);
            return ExitCodes.Done;
        }

        var exitCode = usual.Invoke(parseResult);
        writer.WriteLine("Examples:");
        foreach (var example in verb.Examples)
        {
            writer.WriteLine(Indent + example.Line(verb.Name));
            WriteWrapped(writer, example.Purpose, Indent + Indent + Indent);
        }

        writer.WriteLine();
        writer.WriteLine($"More in {verb.Documentation}.");
        return exitCode;
    }

    private void WriteOverview(TextWriter writer, Command root)
    {
        writer.WriteLine("Description:");
        WriteWrapped(writer, root.Description!, Indent);
        writer.WriteLine();
        writer.WriteLine("Usage:");
        writer.WriteLine($"{Indent}{root.Name} [command] [options]");
        List<(string Heading, List<(string Label, string Text)> Rows)> sections =
        [
            .. VerbGroup.All.Select(group => (group.Title, context.Composition.Verbs.Where(verb => verb.Group == group).Select(verb => (Label(root, verb), verb.Summary)).ToList())),
            ("Options", root.Options.Where(option => !option.Hidden).Select(option => (Label(option), option.Description!)).ToList()),
        ];
        var width = sections.SelectMany(section => section.Rows).Max(row => row.Label.Length) + Indent.Length;
        foreach (var (heading, rows) in sections)
        {
            writer.WriteLine();
            writer.WriteLine($"{heading}:");
            foreach (var (label, text) in rows)
                WriteWrapped(writer, text, Indent + label.PadRight(width), new string(' ', Indent.Length + width));
        }

        writer.WriteLine();
        writer.WriteLine($"'{root.Name} {HelpVerb.Name} VERB' shows the options of a verb, with examples.");
    }

    private static string Label(Command root, Verb verb)
    {
        var command = root.Subcommands.First(command => string.Equals(command.Name, verb.Name, StringComparison.Ordinal));
        return string.Join(' ', command.Arguments.Select(argument => argument.Arity.MinimumNumberOfValues > 0 ? $"<{argument.Name}>" : $"[<{argument.Name}>]").Prepend(verb.Name));
    }

    private static string Label(Option option) => string.Join(", ", option.Aliases.Where(alias => alias.StartsWith('-')).OrderBy(alias => alias.Length).Append(option.Name));

    private void WriteWrapped(TextWriter writer, string text, string before, string? below = null)
    {
        below ??= before;
        var lines = Wrapped.Lines(text, context.Terminal.Width is { } width ? Math.Max(1, width - before.Length) : null).ToList();
        for (var i = 0; i < lines.Count; i++)
            writer.WriteLine((i == 0 ? before : below) + lines[i]);
    }
}
