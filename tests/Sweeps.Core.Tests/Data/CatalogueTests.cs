using Sweeps.Core.Datasets;
using Sweeps.Core.Tests.Definitions;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Data;

/// <summary>Where lists are found, and what is said where they are not.</summary>
public sealed class CatalogueTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_path_is_relative_to_the_definition()
    {
        _folder.Write("lists/my.txt", "anna\n");
        Assert.Equal(_folder.Path + "/lists/my.txt".Replace('/', Path.DirectorySeparatorChar), Catalogue().Find("lists/my.txt", _folder.Path).List!.Path);
        Assert.Equal("my.txt", Catalogue().Find(Path.Combine(_folder.Path, "lists/my.txt"), "/").List!.Name);
    }

    [Fact]
    public void A_name_is_looked_up_in_the_folders_with_and_without_its_ending()
    {
        _folder.Write("a/first.txt", "anna\n");
        _folder.Write("b/first.txt", "bert\n");
        _folder.Write("b/second", "carl\n");
        var catalogue = Catalogue("a", "b");
        Assert.Equal(".an", string.Concat(catalogue.Find("first", _folder.Path).List!.Vocabulary));
        Assert.Equal(".an", string.Concat(catalogue.Find("first.txt", _folder.Path).List!.Vocabulary));
        Assert.NotNull(catalogue.Find("second", _folder.Path).List);
        Assert.Null(catalogue.Find("sub/first", _folder.Path).List);
        Assert.Null(catalogue.Find("../a/first.txt", Path.Combine(_folder.Path, "a", "deeper", "still")).List);
    }

    [Fact]
    public void A_checksum_picks_the_right_one_of_several()
    {
        _folder.Write("a/first.txt", "anna\n");
        _folder.Write("b/first.txt", "bert\n");
        var second = ListReader.Read("bert\n"u8, "x", null).List!.Sha256;
        Assert.Equal(second, Catalogue("a", "b").Find("first", _folder.Path, second).List!.Sha256);
        Assert.Contains("the definition expects 0000", Catalogue("a", "b").Find("first", _folder.Path, new string('0', 64)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shipped_name_is_the_shipped_list_whatever_lies_beside_the_definition()
    {
        _folder.Write("names", "anna\n");
        Assert.Null(Catalogue().Find("names", _folder.Path).List!.Path);
        Assert.NotNull(Catalogue().Find("./names", _folder.Path).List!.Path);
    }

    [Fact]
    public void What_could_not_be_prepared_is_tried_again()
    {
        var list = ListReader.Read("anna\nbert\n"u8, "x", null).List!;
        var catalogue = Catalogue();
        var settings = new DataSettings("x", Shuffle.None, -1, 1, 0, 0);
        // A failure that is kept would be the same object.
        Assert.NotSame(Assert.Throws<OverflowException>(() => catalogue.Prepare(list, settings)), Assert.Throws<OverflowException>(() => catalogue.Prepare(list, settings)));
        Assert.Same(catalogue.Prepare(list, settings with { Context = 3 }), catalogue.Prepare(list, settings with { Context = 3 }));
    }

    [Fact]
    public void A_missing_list_says_where_it_was_looked_for()
    {
        var problem = Catalogue("a").Find("sumames", _folder.Path).Problem!;
        Assert.Contains(Path.Combine(_folder.Path, "sumames") + ",", problem, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(_folder.Path, "a", "sumames.txt"), problem, StringComparison.Ordinal);
        Assert.Contains("shipped are names and us-surnames", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("many", "; did you mean 'many.txt'?")]
    [InlineData("MANY.TXT", "; did you mean 'many.txt'?")]
    [InlineData("many.csv", "; did you mean 'many.txt'?")]
    [InlineData("mnay.txt", "; did you mean 'many.txt'?")]
    [InlineData("lists/few", "; did you mean 'lists/few.txt'?")]
    [InlineData("namse", "; did you mean 'names'?")] // a shipped list before a file that is as near
    [InlineData("~/many.txt", "; '~' stands for no folder here: write the path out")]
    [InlineData("https://example.org/many.txt", "; a list is a file on this machine: download it, and name the file")]
    [InlineData("d", "shipped are names and us-surnames")] // the definition is no list
    [InlineData("/nowhere/many", "shipped are names and us-surnames")]
    public void A_file_that_is_near_is_named(string source, string end)
    {
        _folder.Write("many.txt", "anna\n");
        _folder.Write("namsy.txt", "anna\n");
        _folder.Write("lists/few.txt", "anna\n");
        _folder.Write("d.yaml", "name: x\n");
        Assert.EndsWith(end, Catalogue().Find(source, _folder.Path).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("spanish-surnames", null, "73,798 Spanish surnames", "github.com/particle1331/spanish-names-surnames", "9d75e578da14e15844ce54ccf9de6a0859bf9b4b184e022f267325f6e3ea46f5")]
    [InlineData("data/names.txt", null, "32,033 names of makemore", "github.com/karpathy/makemore", "0a30b5557f192f32ab962680889aac5f6fda0f4cecf40a6d0b5694f58ea8cc4d")]
    [InlineData("mine.txt", "0a30b5557f192f32ab962680889aac5f6fda0f4cecf40a6d0b5694f58ea8cc4d", "32,033 names of makemore", "put it as names.txt", "SWEEPS_DATA")]
    public void A_published_list_that_is_missing_is_described(string source, string? sha256, params string[] said)
    {
        var problem = Catalogue().Find(source, _folder.Path, sha256).Problem!;
        Assert.All(said, part => Assert.Contains(part, problem, StringComparison.Ordinal));
    }

    [Fact]
    public void A_list_in_the_place_of_a_published_one_is_noticed()
    {
        _folder.Write("names.txt", "anna\n");
        var problem = Catalogue().Find("names.txt", _folder.Path, "0a30b5557f192f32ab962680889aac5f6fda0f4cecf40a6d0b5694f58ea8cc4d").Problem!;
        Assert.Contains("has the sha256", problem, StringComparison.Ordinal);
        Assert.Contains("It is the 32,033 names of makemore", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Folders_and_unreadable_files_are_told()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "lists"));
        Assert.Contains("is a folder", Catalogue().Find("lists", _folder.Path).Problem, StringComparison.Ordinal);
        _folder.Write("bad.txt", "a.b");
        Assert.Equal("the list 'bad.txt' cannot be used: line 1 has a '.' inside the word; '.' ends words and cannot be one of their symbols", Catalogue().Find("bad.txt", _folder.Path).Problem);
    }

    [Kind(TestKind.Process)]
    [Fact]
    public void What_is_no_file_with_a_length_is_not_read()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "There is no /dev/zero.");
        var pipe = Path.Combine(_folder.Path, "pipe");
        using (var made = TestProcess.Start("mkfifo", [pipe]))
            made.WaitForExit();
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "link"), pipe);
        foreach (var source in new[] { "/dev/zero", "/dev/null", "pipe", "link" })
            Assert.Contains("it has no words: it is empty, or a pipe or a device", Catalogue().Find(source, _folder.Path).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_checksum_of_the_definition_may_be_in_capitals()
    {
        var definition = _folder.Read("name: x\ndataset: { sha256: BD02DFD33179E23EC2DD093CBD4DE619834F75D660EF1AE04D3127E7A0110053 }");
        Assert.Empty(definition.Errors);
    }

    private DataCatalogue Catalogue(params string[] folders) => new([.. folders.Select(folder => Path.Combine(_folder.Path, folder))]);
}
