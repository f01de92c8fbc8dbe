using System.CommandLine;
using Sweeps.Cli.Arguments;
using Sweeps.Core.Verification;

namespace Sweeps.Cli.Verbs;

/// <summary><c>sweeps verify DIR</c></summary>
internal static class VerifyVerb
{
    public const string Name = "verify";

    public static Verb Descriptor { get; } = new()
    {
        Name = Name,
        Group = VerbGroup.Verification,
        Summary = "Trains stored runs again and compares every number, bit for bit; checks the files' checksums.",
        Examples =
        [
            new("Train all runs again, and compare every number.", "results/appendix-activations"),
            new("Three runs drawn at random; another seed draws others.", "results/appendix-activations", "--sample", "3", "--seed", "1"),
        ],
        Documentation = "docs/operations.md",
        Define = Define,
    };

    private static void Define(Command command, ProgramContext context)
    {
        var folder = FolderArgument.Create(context.Settings);
        var sample = Checked.Number("--sample", "Check only this many runs, drawn at random. Default: all.", 1);
        var seed = Checked.Number("--seed", "Which runs are drawn. Default: 0.", 0);
        var options = new VerificationOptions();
        command.Add(folder);
        command.Options.Add(sample);
        command.Options.Add(seed);
        options.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var paths = parsed.GetValue(folder)!;
            using var reader = ResultsFolder.Open(paths, context);
            return await options.Read(parsed, paths, checksFiles: true, context.Settings).RunAsync(context, reader, stored =>
            {
                var runs = stored.RunIds().ToList();
                return parsed.GetValue(sample) is { } count
                    ? [.. RunSample.Draw(runs.Count, count, (ulong)(parsed.GetValue(seed) ?? 0)).Select(place => runs[place])]
                    : runs;
            });
        });
    }
}
