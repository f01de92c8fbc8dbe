using System.Globalization;

namespace Sweeps.Cli.Tests.Faults.Injected;

/// <summary>Injections that were done, a line each, in files of one folder: a file a share.</summary>
internal sealed class Ledger(string folder, string share)
{
    private const int Columns = 9;
    private readonly Lock _gate = new();
    private readonly string _own = Path.Combine(Directory.CreateDirectory(folder).FullName, share + ".tsv");

    /// <summary>Of this share.</summary>
    public IReadOnlySet<string> Done() => Lines(_own).Select(line => line[0]).ToHashSet(StringComparer.Ordinal);

    public void Add(Injection injection, Verdict verdict)
    {
        string[] columns =
        [
            injection.ToString(), injection.Scenario.Name, injection.Call, injection.Disturbance,
            verdict.Struck.Count == 0 ? "not reached" : string.Join(" and ", verdict.Struck), verdict.ExitCode.ToString(CultureInfo.InvariantCulture),
            Text(verdict.Lost), Text(verdict.Bytes), Text(verdict.Codes),
        ];
        lock (_gate)
            File.AppendAllText(_own, string.Join('\t', columns) + "\n");
    }

    /// <summary>Of all shares: a line for each scenario, call and error.</summary>
    public IEnumerable<string> Table()
    {
        yield return Row("scenario", "call", "error", "injections", "lost runs", "wrong bytes", "wrong codes");
        var struck = Directory.EnumerateFiles(folder, "*.tsv").SelectMany(Lines).Where(line => line[4] is not "not reached").ToList();
        foreach (var group in struck.GroupBy(line => (line[1], line[2], line[3])).OrderBy(group => group.Key))
            yield return Row(group.Key.Item1, group.Key.Item2, group.Key.Item3, [.. Figures(group)]);
        yield return Row("all", "", "", [.. Figures(struck)]);
    }

    private static IEnumerable<string> Figures(IEnumerable<string[]> lines)
    {
        var all = lines.ToList();
        yield return Number(all.Count);
        for (var column = Columns - 3; column < Columns; column++)
            yield return Number(all.Count(line => line[column].Length > 0));
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Row(string scenario, string call, string error, params string[] figures) =>
        $"| {scenario,-10} | {call,-9} | {error,-9} | {string.Join(" | ", figures.Select(figure => figure.PadLeft(11)))} |";

    private static string Text(IEnumerable<string> wrongs) => string.Join("; ", wrongs).ReplaceLineEndings(" ").Replace('\t', ' ');

    // The last line of a process that was stopped may be half written.
    private static IEnumerable<string[]> Lines(string file) =>
        (File.Exists(file) ? File.ReadLines(file) : []).Select(line => line.Split('\t')).Where(columns => columns.Length == Columns);
}
