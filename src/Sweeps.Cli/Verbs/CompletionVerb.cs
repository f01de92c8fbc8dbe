using System.CommandLine;
using System.Text.Json.Nodes;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Arguments.Completing;
using Sweeps.Cli.Shells;

namespace Sweeps.Cli.Verbs;

/// <summary><c>sweeps completion SHELL</c></summary>
internal static class CompletionVerb
{
    public const string Name = "completion";

    public static Verb Descriptor { get; } = new()
    {
        Name = Name,
        Group = VerbGroup.Program,
        Summary = "Prints a script with which a shell completes verbs, options and their values while you type.",
        Examples =
        [
            new("Install it for bash; it works in the next shell.", "bash") { Then = "> ~/.local/share/bash-completion/completions/sweeps" },
            new("Install it for fish.", "fish") { Then = "> ~/.config/fish/completions/sweeps.fish" },
            new("Install it for zsh, in a folder that its fpath names.", "zsh") { Then = "> ~/.zfunc/_sweeps" },
            new("Install it for PowerShell.", "pwsh") { Then = ">> $PROFILE" },
        ],
        Documentation = "docs/commands.md",
        Define = Define,
    };

    private static void Define(Command command, ProgramContext context)
    {
        var names = CompletionScript.All.Select(script => script.Shell).ToList();
        var shell = new Argument<string>("SHELL") { Description = $"The shell: {string.Join(", ", names)}." }
            .Suggest(_ => names.Select(name => new Suggestion(name)));
        shell.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (!names.Contains(token.Value, StringComparer.Ordinal))
                    result.AddError(UsageMistakes.Unknown("completion for the shell", token.Value, names) + $" There is one for {string.Join(", ", names)}.");
        });
        command.Add(shell);
        command.Prints(
            context.Terminal,
            parsed => CompletionScript.All.First(script => string.Equals(script.Shell, parsed.GetValue(shell), StringComparison.Ordinal)),
            (writer, script) => writer.Write(script.Text()),
            script => new JsonObject { ["shell"] = script.Shell, ["script"] = script.Text() });
    }
}
