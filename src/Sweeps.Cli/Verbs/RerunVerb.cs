using System.CommandLine;
using Sweeps.Cli.Arguments;

namespace Sweeps.Cli.Verbs;

/// <summary><c>sweeps rerun DIR RUN…</c></summary>
internal static class RerunVerb
{
    public const string Name = "rerun";

    public static Verb Descriptor { get; } = new()
    {
        Name = Name,
        Group = VerbGroup.Verification,
        Summary = "Trains these runs again and compares every number, bit for bit, with what is stored.",
        Examples =
        [
            new("Train the runs of two cells again, and compare every number.", "results/appendix-activations", "0", "3"),
            new("One run, the result as JSON.", "results/appendix-activations", "0", "--json"),
        ],
        Documentation = "docs/operations.md",
        Define = Define,
    };

    private static void Define(Command command, ProgramContext context)
    {
        var folder = FolderArgument.Create(context.Settings);
        var runs = RunArgument.Several(folder, context.Composition);
        var options = new VerificationOptions();
        command.Add(folder);
        command.Add(runs);
        options.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var paths = parsed.GetValue(folder)!;
            using var reader = ResultsFolder.Open(paths, context);
            return await options.Read(parsed, paths, checksFiles: false, context.Settings).RunAsync(
                context, reader, stored => [.. parsed.GetValue(runs)!.Select(run => ResultsFolder.Find(paths, stored, run, context)).Distinct(StringComparer.Ordinal)]);
        });
    }
}
