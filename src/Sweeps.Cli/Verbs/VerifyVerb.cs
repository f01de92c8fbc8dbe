using System.CommandLine;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Sweeping;
using Sweeps.Core.Store;
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
        var engine = new Option<string?>("--engine")
        {
            Description = "Compare single steps with this engine's instead, from the same weights on the same batch: all tensors, as far as rounding allows. Default: compare bit for bit with what is stored.",
            HelpName = "NAME",
        };
        var steps = Checked.Numbers("--steps", "With --engine: which steps are compared, from 0. Default: 0, 1, 10, 100 and the last.");
        var options = new VerificationOptions();
        command.Add(folder);
        command.Options.Add(sample);
        command.Options.Add(seed);
        command.Options.Add(engine);
        command.Options.Add(steps);
        options.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(steps) is not null && result.GetResult(engine) is null)
                result.AddError("--steps says which steps are compared with those of another engine: it needs --engine.");
        });
        command.SetAction(async (parsed, _) =>
        {
            var paths = parsed.GetValue(folder)!;
            using var reader = ResultsFolder.Open(paths, context);
            var verification = options.Read(parsed, paths, checksFiles: true, context.Settings);
            return parsed.GetValue(engine) is { } other
                ? await new LockstepVerification(paths, verification.Plugins, other, parsed.GetValue(steps) is { Length: > 0 } named ? named : null, verification.Workers, verification.IsJson).RunAsync(context, reader, Choose)
                : await verification.RunAsync(context, reader, Choose);

            IReadOnlyList<string> Choose(ResultsReader stored)
            {
                var runs = stored.RunIds().ToList();
                return parsed.GetValue(sample) is { } count
                    ? [.. RunSample.Draw(runs.Count, count, (ulong)(parsed.GetValue(seed) ?? 0)).Select(place => runs[place])]
                    : runs;
            }
        });
    }
}
