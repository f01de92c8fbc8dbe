using System.CommandLine;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Output;
using Sweeps.Core.Verification;

namespace Sweeps.Cli.Verbs;

/// <summary><c>sweeps verify DIR</c></summary>
internal static class VerifyVerb
{
    public static Command Create(Terminal terminal)
    {
        var folder = FolderArgument.Create();
        var sample = Checked.Number("--sample", "Only so many runs, drawn at random. Default: all.", 1);
        var seed = Checked.Number("--seed", "Which runs are drawn. Default: 0.", 0);
        var options = new VerificationOptions();
        var command = new Command("verify", "Trains stored runs again and compares every number, bit for bit; checks the files' checksums.") { folder };
        command.Options.Add(sample);
        command.Options.Add(seed);
        options.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var paths = parsed.GetValue(folder)!;
            using var reader = ResultsFolder.Open(paths, terminal);
            return await options.Read(parsed, paths, checksFiles: true).RunAsync(terminal, reader, stored =>
            {
                var runs = stored.Outcomes().Select(outcome => outcome.Run).ToList();
                return parsed.GetValue(sample) is { } count
                    ? [.. RunSample.Draw(runs.Count, count, (ulong)(parsed.GetValue(seed) ?? 0)).Select(place => runs[place])]
                    : runs;
            });
        });
        return command;
    }
}
