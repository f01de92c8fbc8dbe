using Sweeps.Core.Files;
using Sweeps.Core.Tests.Running;

namespace Sweeps.Core.Tests.Results;

public sealed class SweepPathsTests : IDisposable
{
    private readonly FakeSweep _sweep = new();

    public void Dispose() => _sweep.Dispose();

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("../b")]
    [InlineData("/etc")]
    [InlineData("a\\b")]
    [InlineData("a\n")]
    [InlineData("a\u001b[31m")]
    [InlineData("ä")]
    [InlineData("C:")]
    public void A_name_that_is_no_plain_folder_name_is_refused(string name)
    {
        Assert.Throws<ArgumentException>(() => SweepPaths.Of(_sweep.Root, name));
        Assert.Throws<ArgumentException>(() => _sweep.Paths().Table(name));
    }

    [Theory]
    [InlineData("0123456789abcde")]
    [InlineData("0123456789abcdeg")]
    [InlineData("../../../../../x")]
    [InlineData("0123456789ABCDEF")]
    public void A_run_that_is_no_id_has_no_files(string run)
    {
        Assert.Throws<ArgumentException>(() => _sweep.Paths().Model(run));
        Assert.Throws<ArgumentException>(() => _sweep.Paths().State(run));
    }

    [Theory]
    [InlineData("x", false)]
    [InlineData("x/parts", true)]
    [InlineData("x/models", true)]
    [InlineData("x/kept", true)]
    [InlineData("x/damaged", true)]
    public void Nothing_is_written_through_a_link_that_leads_out(string link, bool inSweep)
    {
        var outside = Directory.CreateTempSubdirectory("outside-");
        try
        {
            if (inSweep)
                Directory.CreateDirectory(_sweep.Paths().Folder);
            Directory.CreateSymbolicLink(Path.Combine(_sweep.Root, link), outside.FullName);

            var refused = Assert.Throws<StorageException>(() => _sweep.Run(FakeSweep.Cells([0.1], 1)));

            Assert.Contains(inSweep ? "is a link, where a folder of the sweep belongs" : "is a symbolic link that leads out", refused.Message, StringComparison.Ordinal);
            Assert.Empty(outside.EnumerateFileSystemInfos());
        }
        finally
        {
            outside.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_final_file_that_is_a_link_is_refused_and_not_followed()
    {
        var victim = Path.Combine(_sweep.Root, "victim");
        File.WriteAllText(victim, "precious");
        Directory.CreateDirectory(_sweep.Paths().Folder);
        foreach (var file in new[] { _sweep.Paths().Runs, _sweep.Paths().Definition, _sweep.Paths().SummaryMarkdown, _sweep.Paths().Provenance })
        {
            File.CreateSymbolicLink(file, victim);

            var refused = Assert.Throws<StorageException>(() => _sweep.Run(FakeSweep.Cells([0.1], 1)));

            Assert.Contains($"'{file}' is a link, where a file of the sweep belongs", refused.Message, StringComparison.Ordinal);
            Assert.Equal("precious", File.ReadAllText(victim));
            File.Delete(file);
        }
    }

    [Fact]
    public void A_results_folder_that_is_a_link_itself_is_followed()
    {
        var elsewhere = Directory.CreateDirectory(Path.Combine(_sweep.Root, "elsewhere"));
        Directory.CreateSymbolicLink(Path.Combine(_sweep.Root, "results"), elsewhere.FullName);
        var paths = SweepPaths.Of(Path.Combine(_sweep.Root, "results"), "x");

        PathGuard.CheckFolders(paths);
        Directory.CreateDirectory(paths.Folder);
        PathGuard.CheckFolders(paths);
        PathGuard.CheckFile(paths.Log);

        File.CreateSymbolicLink(paths.Log, "/etc/passwd");
        Assert.Throws<StorageException>(() => PathGuard.CheckFile(paths.Log));
    }

    [Fact]
    public void Links_in_a_circle_are_refused()
    {
        File.CreateSymbolicLink(Path.Combine(_sweep.Root, "a"), Path.Combine(_sweep.Root, "b"));
        File.CreateSymbolicLink(Path.Combine(_sweep.Root, "b"), Path.Combine(_sweep.Root, "a"));
        Assert.Throws<StorageException>(() => PathGuard.CheckFile(Path.Combine(_sweep.Root, "a")));
    }

    [Theory]
    [InlineData("{\"Files\":[\"../x\"],\"Obsolete\":[]}")]
    [InlineData("{\"Files\":[],\"Obsolete\":[\"../../etc/passwd\"]}")]
    [InlineData("{\"Files\":[],\"Obsolete\":[\"/etc/passwd\"]}")]
    [InlineData("{\"Files\":[null],\"Obsolete\":[]}")]
    public void A_marker_that_leads_out_is_refused_and_left_where_it_is(string marker)
    {
        var paths = _sweep.Paths();
        Directory.CreateDirectory(paths.Parts);
        File.WriteAllText(paths.CommitMarker, marker);

        var refused = Assert.Throws<StorageException>(() => _sweep.Run(FakeSweep.Cells([0.1], 1)));

        Assert.Contains("commit.json", refused.Message, StringComparison.Ordinal);
        Assert.Equal(marker, File.ReadAllText(paths.CommitMarker));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    public void A_marker_that_is_damaged_is_moved_aside(string marker)
    {
        var paths = _sweep.Paths();
        Directory.CreateDirectory(paths.Parts);
        File.WriteAllText(paths.CommitMarker, marker);
        var events = new Events();

        Assert.Equal(1, _sweep.Run(FakeSweep.Cells([0.1], 1), events: events).Completed);

        Assert.Contains(events.Notes, note => note.Contains("commit.json", StringComparison.Ordinal));
        Assert.Single(Directory.EnumerateFiles(paths.Damaged));
    }
}
