using System.CommandLine;
using System.Text.Json.Nodes;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Arguments.Completing;
using Sweeps.Cli.Output;

namespace Sweeps.Cli.Verbs;

/// <summary><c>sweeps help [VERB]</c></summary>
internal static class HelpVerb
{
    public const string Name = "help";

    public static Verb Descriptor { get; } = new()
    {
        Name = Name,
        Group = VerbGroup.Program,
        Summary = "Shows the overview of all verbs, or the help of one of them, as --help does.",
        Examples =
        [
            new("Show the options of 'sweeps run', with examples.", RunVerb.Name),
            new("List all verbs with their options and examples as JSON.", "--json"),
        ],
        Documentation = "docs/commands.md",
        Define = Define,
    };

    private static void Define(Command command, ProgramContext context)
    {
        var verbs = context.Composition.Verbs;
        var verb = new Argument<string?>("VERB") { Description = "The verb to explain. Default: an overview of all verbs.", Arity = ArgumentArity.ZeroOrOne }
            .Suggest(_ => verbs.Select(known => new Suggestion(known.Name, known.Summary)));
        verb.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (Find(verbs, token.Value) is null)
                    result.AddError(UsageMistakes.Unknown("verb", token.Value, verbs.Select(known => known.Name)));
        });
        command.Add(verb);
        var json = JsonOption.AddTo(command);
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(verb);
            var root = parsed.RootCommandResult.Command;
            if (!parsed.GetValue(json))
                return root.Parse(name is null ? ["--help"] : [name, "--help"]).Invoke(parsed.InvocationConfiguration);
            WriteJson(context.Terminal, root, name is null ? verbs : [Find(verbs, name)!]);
            return ExitCodes.Done;
        });
    }

    private static Verb? Find(IEnumerable<Verb> verbs, string name) => verbs.FirstOrDefault(verb => string.Equals(verb.Name, name, StringComparison.Ordinal));

    private static void WriteJson(Terminal terminal, Command root, IEnumerable<Verb> verbs) => JsonOutput.Write(terminal, new JsonObject
    {
        ["verbs"] = JsonOutput.List(verbs, verb =>
        {
            var command = root.Subcommands.First(command => string.Equals(command.Name, verb.Name, StringComparison.Ordinal));
            return new JsonObject
            {
                ["name"] = verb.Name,
                ["group"] = verb.Group.Title,
                ["summary"] = verb.Summary,
                ["arguments"] = JsonOutput.List(command.Arguments, argument => new JsonObject { ["name"] = argument.Name, ["description"] = argument.Description }),
                ["options"] = JsonOutput.List(command.Options, option => new JsonObject { ["name"] = option.Name, ["value"] = option.HelpName, ["description"] = option.Description }),
                ["examples"] = JsonOutput.List(verb.Examples, example => new JsonObject { ["line"] = example.Line(verb.Name), ["purpose"] = example.Purpose }),
            };
        }),
    });
}
