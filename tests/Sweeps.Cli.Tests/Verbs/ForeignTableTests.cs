using System.Security.Cryptography;
using Sweeps.Cli.Tests.Processes;
using Sweeps.Core.Tables;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Verbs;

/// <summary>Tables that this version of sweeps did not write: every verb refuses them, and nothing in the folder changes.</summary>
[Kind(TestKind.Long)]
public sealed class ForeignTableTests : IDisposable
{
    private const string LayoutKey = "sweeps.layout";
    private static readonly string s_tests = Path.Combine(Repository.Root, "tests", "Sweeps.Cli.Tests");
    private static readonly string s_definition = Path.Combine(s_tests, "Stored", "stored.yaml");
    private readonly Workspace _at = new();

    public static TheoryData<string> Verbs =>
        ["run", "merge", "plan", "status", "summary", "show", "export", "plot", "query", "report", "verify", "rerun", "diff", "digest", "sample", "submit"];

    public static TheoryData<string, string> Tables
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var table in new[] { "runs", "losses", "timings", "percentiles" })
                foreach (var kind in new[] { "duckdb", "nested", "text", "earlier layout", "no layout" })
                    data.Add(table, kind);
            return data;
        }
    }

    public void Dispose() => _at.Dispose();

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Every_verb_refuses_a_table_of_another_program(string verb)
    {
        var folder = Folder();
        Replace(folder, "runs", "duckdb");
        await AssertRefused(folder, "runs", verb);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Every_verb_refuses_a_table_of_an_earlier_format(string verb)
    {
        var folder = Folder();
        Replace(folder, "runs", "earlier layout");
        await AssertRefused(folder, "runs", verb);
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Whichever_table_it_is(string table, string kind)
    {
        var folder = Folder();
        Replace(folder, table, kind);
        foreach (var verb in new[] { "run", "merge", "summary", "status", "verify", "report" })
            await AssertRefused(folder, table, verb);
    }

    /// <summary>The commit of the tables would put another file in its place.</summary>
    [Fact]
    public async Task A_table_that_a_run_is_going_to_write_is_refused_where_no_other_is_there()
    {
        var folder = Folder();
        foreach (var table in Directory.GetFiles(folder, "*.parquet").Where(file => Path.GetFileName(file) is not "percentiles.parquet"))
            File.Delete(table);
        Replace(folder, "percentiles", "duckdb");
        await AssertRefused(folder, "percentiles", "run");
    }

    [Fact]
    public async Task A_file_of_the_users_own_beside_the_tables_keeps_nobody_from_working()
    {
        var folder = Folder();
        var own = Path.Combine(folder, "analysis.parquet");
        File.Copy(Foreign("duckdb"), own);
        Assert.Equal(0, (await Invoke("run", folder)).ExitCode);
        Assert.Equal(await File.ReadAllBytesAsync(Foreign("duckdb"), Token), await File.ReadAllBytesAsync(own, Token));
    }

    [Fact]
    public async Task What_the_message_says_leads_on()
    {
        var folder = Folder();
        Replace(folder, "losses", "duckdb");
        var foreign = await File.ReadAllBytesAsync(Path.Combine(folder, "losses.parquet"), Token);

        var elsewhere = await InProcess.Invoke("run", s_definition, "--out", _at.In("elsewhere"), "--quiet");
        Assert.True(elsewhere.ExitCode == 0, elsewhere.ToString());
        var afresh = await InProcess.Invoke("run", s_definition, "--out", _at.In("o"), "--quiet", "--fresh");
        Assert.True(afresh.ExitCode == 0, afresh.ToString());

        var aside = Assert.Single(Directory.GetDirectories(_at.In("o"), "stored.2*"));
        Assert.Equal(foreign, await File.ReadAllBytesAsync(Path.Combine(aside, "losses.parquet"), Token));
        Assert.Equal(_at.Checksums(Path.Combine("elsewhere", "stored")), _at.Checksums(folder));
    }

    [Fact]
    public async Task Nothing_is_taken_over_from_such_a_folder()
    {
        var folder = Folder();
        Replace(folder, "losses", "duckdb");
        var refused = await InProcess.Invoke("run", s_definition, "--out", _at.In("other"), "--reuse", folder);
        Assert.True(refused.ExitCode == 4, refused.ToString());
        Assert.Contains($"'{Path.Combine(folder, "losses.parquet")}' was not written by this version of sweeps", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cut off")]
    [InlineData("zeros")]
    [InlineData("flipped bit")]
    public async Task Damage_is_still_moved_aside_and_made_good(string damage)
    {
        var folder = Folder();
        var path = Path.Combine(folder, "losses.parquet");
        var bytes = await File.ReadAllBytesAsync(path, Token);
        switch (damage)
        {
            case "cut off":
                bytes = bytes[..^20];
                break;
            case "zeros":
                Array.Clear(bytes);
                break;
            default:
                // In the seal's own mark.
                bytes[^25] ^= 4;
                break;
        }

        await File.WriteAllBytesAsync(path, bytes, Token);
        var again = await Invoke("run", folder);
        Assert.True(again.ExitCode == 0, again.ToString());
        Assert.Contains("was moved to", again.ToString(), StringComparison.Ordinal);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Foreign(string name) => Path.Combine(s_tests, "Foreign", name + ".parquet");

    private string Folder()
    {
        _at.CopyFolder(Path.Combine(s_tests, "Stored", "tables"), Path.Combine("o", "stored"));
        return _at.In("o", "stored");
    }

    private static void Replace(string folder, string table, string kind)
    {
        var path = Path.Combine(folder, table + ".parquet");
        switch (kind)
        {
            case "duckdb" or "nested":
                File.Copy(Foreign(kind), path, overwrite: true);
                break;
            case "text":
                File.WriteAllText(path, "cell,run,step,loss\n0,0123456789abcdef,0,3.3\n");
                break;
            case "earlier layout":
                Rewrite(path, metadata => metadata[LayoutKey] = "0");
                break;
            case "no layout":
                Rewrite(path, metadata => metadata.Remove(LayoutKey));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, null);
        }
    }

    /// <summary>The same rows under our own seal, with something else said of them.</summary>
    private static void Rewrite(string path, Action<Dictionary<string, string>> change)
    {
        using var changed = new MemoryStream();
        using (var reader = TableFiles.Format.Open(path))
        using (var writer = TableFiles.Format.Create(changed, reader.Schema))
        {
            foreach (var rows in reader.ReadAll())
                writer.Write(rows);
            var metadata = new Dictionary<string, string>(reader.Metadata, StringComparer.Ordinal);
            change(metadata);
            writer.Finish(metadata);
        }

        File.WriteAllBytes(path, changed.ToArray());
    }

    private static async Task AssertRefused(string folder, string table, string verb)
    {
        var before = Everything(folder);
        var refused = await Invoke(verb, folder);
        Assert.True(refused.ExitCode == 4, $"{verb}: {refused}");
        Assert.Contains($"'{Path.Combine(folder, table + ".parquet")}' was not written by this version of sweeps: it ", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--out", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--fresh", refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, Everything(folder));
    }

    private static Task<Finished> Invoke(string verb, string folder)
    {
        var results = Path.GetDirectoryName(folder)!;
        return InProcess.Invoke(verb switch
        {
            "run" or "plan" => [verb, s_definition, "--out", results],
            "submit" => [verb, s_definition, "--out", results, "--tasks", "2"],
            "show" or "rerun" or "sample" => [verb, folder, "0"],
            "diff" => [verb, folder, folder],
            _ => [verb, folder],
        });
    }

    /// <summary>Every file and folder, with its content and the time it was last written.</summary>
    private static SortedDictionary<string, string> Everything(string folder)
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories))
            all[entry] = File.Exists(entry)
                ? $"{Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(entry)))} {File.GetLastWriteTimeUtc(entry).Ticks}"
                : "folder";
        return all;
    }
}
