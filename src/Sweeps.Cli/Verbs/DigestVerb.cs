using System.CommandLine;
using System.Text.Json.Nodes;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Output;
using Sweeps.Core.Files;
using Sweeps.Core.Verification.Digests;

namespace Sweeps.Cli.Verbs;

/// <summary><c>sweeps digest DIR</c></summary>
internal static class DigestVerb
{
    public const string Name = "digest";

    public static Verb Descriptor { get; } = new()
    {
        Name = Name,
        Group = VerbGroup.Verification,
        Summary = "Prints a hash over the values of all deterministic tables, which does not depend on the encoding of their files.",
        Examples =
        [
            new("Hash the values of every table.", "results/appendix-activations"),
            new("With a hash per column, to find out what differs.", "results/appendix-activations", "--json"),
        ],
        Documentation = "docs/commands.md",
        Define = Define,
    };

    private static void Define(Command command, ProgramContext context)
    {
        var folder = FolderArgument.Create(context.Settings);
        command.Add(folder);
        command.Prints(context.Terminal, parsed => Find(parsed.GetValue(folder)!, context), (writer, digest) => writer.Write(Lines(digest)), Json);
    }

    private static SweepDigest Find(SweepPaths paths, ProgramContext context)
    {
        using (var reader = ResultsFolder.Open(paths, context, looksUpRuns: false))
        {
            if (!reader.IsComplete)
                throw new UserException($"The tables in '{paths.Folder}' do not hold everything yet, so they have no digest. Run 'sweeps run' or 'sweeps merge' first.");
        }

        return SweepDigest.Of(paths, context.Composition.Parameters);
    }

    private static string Lines(SweepDigest digest) =>
        string.Concat(digest.Tables.Select(table => $"{table.Sha256}  {table.Name}\n")) + $"{digest.Sha256}  all tables\n";

    private static JsonObject Json(SweepDigest digest) => new JsonObject
    {
        ["sha256"] = digest.Sha256,
        ["tables"] = JsonOutput.List(digest.Tables, table => new JsonObject
        {
            ["name"] = table.Name,
            ["rows"] = table.Rows,
            ["sha256"] = table.Sha256,
            ["columns"] = JsonOutput.List(table.Columns, column => new JsonObject { ["name"] = column.Name, ["type"] = column.Type, ["sha256"] = column.Sha256 }),
        }),
    };
}
