using System.CommandLine;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Output;
using Sweeps.Core.Files;
using Sweeps.Core.Store;
using Sweeps.Core.Text;
using Sweeps.Tables.Queries;

namespace Sweeps.Cli.Verbs;

/// <summary><c>sweeps query DIR SQL</c></summary>
internal static class QueryVerb
{
    public const string Name = "query";

    public static Verb Descriptor { get; } = new()
    {
        Name = Name,
        Group = VerbGroup.Results,
        Summary = "Answers a SELECT of SQL over the tables of a sweep, with DuckDB: `scripts/install --query` brings it.",
        Examples =
        [
            new("List the tables and their columns.", "results/appendix-activations"),
            new("Show the mean loss at the end of each activation.", "results/appendix-activations", "SELECT activation, avg(loss_end) AS loss FROM runs GROUP BY activation ORDER BY loss"),
            new("Write the losses of one cell as comma-separated values.", "results/appendix-activations", "SELECT step, loss FROM losses WHERE cell = 0", "--format", "csv") { Then = "> losses.csv" },
        ],
        Documentation = "docs/query.md",
        Define = Define,
    };

    private static void Define(Command command, ProgramContext context)
    {
        var folder = FolderArgument.Create(context.Settings);
        var sql = new Argument<string?>("SQL") { Description = "One SELECT in the dialect of DuckDB. Without it the tables and their columns are listed.", Arity = ArgumentArity.ZeroOrOne };
        var format = Checked.Word("--format", "How it is written", [.. QueryFormats.All.Keys]);
        command.Add(folder);
        command.Add(sql);
        command.Add(format);
        var json = JsonOption.AddTo(command);
        command.SetAction(parsed =>
        {
            var paths = parsed.GetValue(folder)!;
            var isJson = parsed.GetValue(json);
            if (parsed.GetValue(sql) is { } asked)
                return Answer(paths, asked, isJson ? QueryFormats.Json : parsed.GetValue(format)!, context);
            var tables = Tables(paths, context);
            if (isJson)
                JsonOutput.Write(context.Terminal, TableListing.ToJson(tables));
            else
                TableListing.Write(context.Terminal, tables);
            return ExitCodes.Done;
        });
    }

    private static int Answer(SweepPaths paths, string sql, string format, ProgramContext context)
    {
        var tables = Tables(paths, context);
        try
        {
            using var answer = Composition.Queries().Ask(sql, [.. tables.Select(table => new QueryTable(table.Name, table.Verified))]);
            QueryFormats.All[format](context.Terminal, answer);
            return ExitCodes.Done;
        }
        catch (QueryException refused)
        {
            throw new UserException(refused.Message);
        }
    }

    private static IReadOnlyList<FinalTable> Tables(SweepPaths paths, ProgramContext context)
    {
        using (var reader = ResultsFolder.Open(paths, context, looksUpRuns: false))
        {
            if (reader.MayBeMixed)
                context.Terminal.Warn("Runs that are not in the final tables yet are left out; 'sweeps run' or 'sweeps merge' adds them.");
        }

        return FinalTable.Of(paths, context.Composition.Parameters) is { Count: > 0 } tables ? tables
            : throw new UserException($"There are no final tables in '{Texts.Plain(paths.Folder)}' yet: 'sweeps run' or 'sweeps merge' writes them.");
    }
}
