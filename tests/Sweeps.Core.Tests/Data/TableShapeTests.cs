using System.Text;
using Sweeps.Core.Datasets;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Data;

/// <summary>Tables are told from lists of words, which may hold commas, spaces and digits.</summary>
public sealed class TableShapeTests
{
    [Theory]
    [InlineData("name,count\nanna,1\nbob,2\ncarla,3\n", "2 columns separated by ','", "column 1", "cut -d , -f 1 list.txt | tail -n +2 > list.words.txt")]
    [InlineData("Mary,F,7065\nAnna,F,2604\nEmma,F,2003\n", "3 columns separated by ','", "column 1", "cut -d , -f 1 list.txt > list.words.txt")]
    [InlineData("1;anna\r\n2;bob\r\n3;carla\r\n", "2 columns separated by ';'", "column 2", "cut -d ';' -f 2 list.txt > list.words.txt")]
    [InlineData("anna\tf\nbob\tm\n", "2 columns separated by tabs", "column 1", "cut -f 1 list.txt > list.words.txt")]
    [InlineData("id|name\n1|anna\n2|bob\n", "2 columns separated by '|'", "column 2", "cut -d '|' -f 2 list.txt | tail -n +2 > list.words.txt")]
    [InlineData("name,gender\nanna,f\nbob,m\n", "2 columns separated by ','", "column 1", "tail -n +2")]
    [InlineData("\"Smith, John\",3\n\"Miller, Jane\",4\n", "2 columns separated by ','", "column 1", "into a file of their own. If each line is one word")]
    [InlineData("anna,red,dog\nbob,blue,cat\ncarla,green,cow\n", "3 columns separated by ','", "column 1", "If each line is one word, write another sign in the place of ','")]
    [InlineData("\n\nname,count\n\nanna,1\n\nbob,2\n\n", "2 columns separated by ','", "column 1", "tail -n +2")]
    [InlineData("1,2\n3,4\n", "2 columns separated by ','", "only numbers")]
    [InlineData("\uFEFFname,share\nanna,1.5\nbob,2.5\n", "2 columns separated by ','", "column 1")]
    public void A_table_is_named_with_a_way_to_its_words(string text, params string[] said)
    {
        var (list, problem) = ListReader.Read(Encoding.UTF8.GetBytes(text), "list.txt", "/somewhere/list.txt");
        Assert.Null(list);
        Assert.StartsWith("it looks like a table (", problem, StringComparison.Ordinal);
        Assert.All(said, part => Assert.Contains(part, problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("anna\nbob\ncarla\n")]
    [InlineData("O'Brien, Jr\nSmith\nMiller\nKing, Sr\nJones\n")]
    [InlineData("Smith, John\nMiller, Jane\nKing, Martin\n")] // each line has one comma, and a space after it
    [InlineData("Smith,John\nMiller,Jane\nKing,Martin\n")] // no number, no header: nothing says that it is a table
    [InlineData("route 66\napollo 11\nboeing 747\n")]
    [InlineData("1984\n2001\n1900\n")]
    [InlineData("a1\nb2\nc3\n")]
    [InlineData("one, two and three\nfour, five\nsix\n")]
    [InlineData("de la cruz\nvan der berg\n")]
    [InlineData("anna,1\n")] // a single line has no shape
    [InlineData("name\nanna\nbob\n")]
    public void A_list_of_words_is_one(string text)
    {
        var (list, problem) = ListReader.Read(Encoding.UTF8.GetBytes(text), "list.txt", "/somewhere/list.txt");
        Assert.Null(problem);
        Assert.Equal(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, list!.Words);
    }

    /// <summary>What a file is called says what it is.</summary>
    [Theory]
    [InlineData("first,last\nanna,smith\nbob,jones\n", "people.csv", true)]
    [InlineData("first,last\nanna,smith\nbob,jones\n", "people.txt", false)]
    [InlineData("anna\nbob\n", "people.csv", false)]
    public void A_name_counts(string text, string name, bool isTable) =>
        Assert.Equal(isTable, ListReader.Read(Encoding.UTF8.GetBytes(text), name, name).List is null);

    [Theory]
    [InlineData("data/embedded/digits.csv", "65 columns separated by ','", "only numbers")]
    [InlineData("data/embedded/iris.csv", "5 columns separated by ','", "cut -d , -f 5 iris.csv | tail -n +2 > iris.words.txt")]
    [InlineData("data/diabetes.csv", "11 columns separated by ','", "only numbers")]
    [InlineData("cases/41-csv-taken-for-words/names.csv", "2 columns separated by ','", "cut -d , -f 1 names.csv | tail -n +2 > names.words.txt")]
    public void Published_tables_are_tables(string path, params string[] said)
    {
        var (list, problem) = new DataCatalogue([]).Find(Repository.Shared(path), ".");
        Assert.Null(list);
        Assert.All(said, part => Assert.Contains(part, problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("data/names.txt", 32_033)]
    [InlineData("data/spanish-surnames.txt", 73_798)]
    public void Published_lists_are_lists(string path, int words) => Assert.Equal(words, new DataCatalogue([]).Find(Repository.Shared(path), ".").List?.Words);
}
