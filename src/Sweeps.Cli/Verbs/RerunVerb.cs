using System.CommandLine;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Output;

namespace Sweeps.Cli.Verbs;

/// <summary><c>sweeps rerun DIR RUN…</c></summary>
internal static class RerunVerb
{
    public static Command Create(Terminal terminal)
    {
        var folder = FolderArgument.Create();
        var runs = new Argument<string[]>("RUN") { Description = "Runs: ids, beginnings of ids, or numbers of cells.", Arity = ArgumentArity.OneOrMore };
        var options = new VerificationOptions();
        var command = new Command("rerun", "Trains these runs again and compares every number, bit for bit, with what is stored.") { folder, runs };
        options.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var paths = parsed.GetValue(folder)!;
            using var reader = ResultsFolder.Open(paths, terminal);
            return await options.Read(parsed, paths, checksFiles: false).RunAsync(
                terminal, reader, stored => [.. parsed.GetValue(runs)!.Select(run => ResultsFolder.Find(paths, stored, run, terminal)).Distinct(StringComparer.Ordinal)]);
        });
        return command;
    }
}
