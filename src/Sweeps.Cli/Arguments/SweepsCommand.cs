using System.CommandLine;
using System.CommandLine.Help;
using Sweeps.Cli.Arguments.Completing;
using Sweeps.Cli.Hosting;
using Sweeps.Cli.Output;
using Sweeps.Cli.Sweeping;
using Sweeps.Cli.Verbs;
using Sweeps.Core.Engines;
using Sweeps.Core.Files;
using Sweeps.Core.Handlers;
using Sweeps.Core.Running;
using Sweeps.Core.Text;

namespace Sweeps.Cli.Arguments;

/// <summary>The command line as a whole: all verbs, and what becomes of mistakes.</summary>
internal static class SweepsCommand
{
    /// <summary>The environment variable that shows where an error in the program arose, if it is 1.</summary>
    public const string TraceVariable = "SWEEPS_TRACE";

    /// <summary>How command lines are read. A path may begin with '@', and '-n20' is no bundle: neither convenience is worth the surprise.</summary>
    public static ParserConfiguration Parsing { get; } = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    /// <param name="words">
    /// What the command line consists of: if it names a verb, the others stay without their options, which cost time to build. Null for all of them.
    /// </param>
    public static RootCommand Create(ProgramContext context, IReadOnlyList<string>? words = null)
    {
        var named = context.Composition.Verbs.Where(verb => words?.Contains(verb.Name, StringComparer.Ordinal) ?? true).ToList();
        var isWhole = named.Count == 0 || named.Exists(verb => verb.Name is HelpVerb.Name);
        var root = new RootCommand("Sweeps of small neural networks: one definition in, trained runs, Parquet tables and a summary out.");
        foreach (var verb in context.Composition.Verbs)
            root.Add(isWhole || named.Contains(verb) ? verb.ToCommand(context) : new Command(verb.Name, verb.Summary));
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new VerbHelp((HelpAction)help.Action!, context);
        return root;
    }

    public static async Task<int> InvokeAsync(string[] args, ProgramContext context)
    {
        var terminal = context.Terminal;
        if (Completer.IsAskedBy(args))
            return Completer.Answer(Create(context), args[1..], terminal);
        if (!HasFolder())
        {
            terminal.Fail("The current folder does not exist any more: change to another one.");
            return ExitCodes.Usage;
        }

        try
        {
            var parsed = Create(context, args).Parse(args, Parsing);
            var mistakes = parsed.Action is VerbHelp ? [] : UsageMistakes.Of(parsed);
            if (mistakes.Count > 0)
            {
                foreach (var mistake in mistakes)
                    terminal.Fail(mistake);
                terminal.Error.WriteLine($"Try: {Usage(parsed)}");
                return ExitCodes.Usage;
            }

            if (context.Settings.Mistakes.Count > 0 && IsRuledBySettings(parsed, context))
            {
                foreach (var mistake in context.Settings.Mistakes)
                    terminal.Fail(mistake);
                terminal.Error.WriteLine($"Try: {ShellWords.Join([.. ProgramFile.Words, ConfigVerb.Name])}");
                return ExitCodes.Usage;
            }

            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = terminal.Out,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (Exception exception)
        {
            return Report(exception, terminal);
        }
    }

    /// <summary>Tells the user what went wrong, once, in words.</summary>
    internal static int Report(Exception exception, Terminal terminal)
    {
        switch (exception)
        {
            case InvalidDefinitionException invalid:
                foreach (var error in invalid.Errors)
                    terminal.Error.WriteLine(Printable.Line(error.ToString()));
                terminal.Error.WriteLine(invalid.Message);
                return invalid.ExitCode;
            case UserException user:
                terminal.Fail(user.Message);
                return user.ExitCode;
            case MemoryLimitException memory:
                terminal.Fail(memory.Message);
                return ExitCodes.Usage;
            case PluginException plugin:
                terminal.Fail(plugin.Message);
                return ExitCodes.Usage;
            case EngineException engine:
                terminal.Fail(engine.Message);
                return ExitCodes.Usage;
            case StorageException storage:
                terminal.Fail(storage.Message);
                return ExitCodes.Storage;
            case OperationCanceledException:
                return ExitCodes.Stopped;
            case var limited when ProcessLimits.Told(limited) is { } told:
                terminal.Fail(told);
                return ExitCodes.Usage;
            case IOException or UnauthorizedAccessException:
                // No mistake of the program, though it was not expected there.
                terminal.Fail($"The file system refuses what is needed: {exception.Message}");
                return ExitCodes.Storage;
            default:
                terminal.Fail($"This is a mistake of sweeps, not yours: {exception.GetType().Name}: {exception.Message}");
                terminal.Error.WriteLine($"Set {TraceVariable}=1 to see where.");
                if (Environment.GetEnvironmentVariable(TraceVariable) is "1")
                    terminal.Error.WriteLine(exception.ToString());
                return ExitCodes.Unexpected;
        }
    }

    // What tells about the program is what helps to put them right.
    private static bool IsRuledBySettings(ParseResult parsed, ProgramContext context) => parsed.Action is not VerbHelp
        && context.Composition.Verbs.Any(verb => verb.Group != VerbGroup.Program && string.Equals(verb.Name, parsed.CommandResult.Command.Name, StringComparison.Ordinal));

    // Every path is looked up from it, and to be told of a file that cannot be found would lead nowhere.
    private static bool HasFolder()
    {
        try
        {
            return Environment.CurrentDirectory.Length > 0;
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string Usage(ParseResult parsed) => ShellWords.Join(
        [.. ProgramFile.Words, .. parsed.CommandResult.Command is RootCommand ? Array.Empty<string>() : [parsed.CommandResult.Command.Name], "--help"]);
}
