using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sweeps.Core.Datasets;

namespace Sweeps.Core.Tests.Data;

/// <summary>How the text of a table is read.</summary>
public sealed class TableReadingTests
{
    [Theory]
    [InlineData("a,b\n1,2\n3,1\n", "1, 2|3, 1")]
    [InlineData("\uFEFFa,b\r\n1.5,2\r\n\r\n-3e1,1", "1.5, 2|-30, 1")]
    [InlineData("\uFEFF\"a\",\"b\"\r\n\"1\",\"2\"\r\n", "1, 2")]
    [InlineData("a;b\n1;2\n", "1, 2")]
    [InlineData("a,b\r1,2\r3,4\r", "1, 2|3, 4")]
    [InlineData("a\tb\n1\t2\n", "1, 2")]
    [InlineData("a|b\n1|2\n", "1, 2")]
    [InlineData("a,b\n1,\"x, \"\"y\"\"\nz\"\n2,w\n", "1, x, \"y\"\nz|2, w")]
    [InlineData("a , b\n 1 , x \n", "1, x")]
    [InlineData("a,b\n1,\n,NA\nnan,?\n4,n/a\n5,2", "1, |, |, |4, |5, 2")]
    public void Fields_are_separated_quoted_trimmed_and_may_be_missing(string text, string rows)
    {
        var (table, problem) = Read(text);
        Assert.Null(problem);
        Assert.Equal(["a", "b"], table!.Columns);
        Assert.Equal(rows.Split('|'), Enumerable.Range(0, table.Items).Select(table.Text));
    }

    /// <summary>Files as spreadsheets of several countries and programs write them.</summary>
    [Theory]
    [InlineData("\uFEFFlength;\"colour, shade\"\r\n1.5;\"x, y\"\r\n2;z\r\n\r\n", "length/colour, shade", "1.5, x, y|2, z")]
    [InlineData("0,1,target\n5,6,7\n", "0/1/target", "5, 6, 7")]
    [InlineData("when,what\n2024-01-05,1\n2024-01-06,2\n", "when/what", "2024-01-05, 1|2024-01-06, 2")]
    [InlineData("\"a\";\"b\"\r\n\"1\";\"say \"\"no\"\"\"\r\n", "a/b", "1, say \"no\"")]
    public void Spreadsheets_of_many_kinds_are_read(string text, string columns, string rows)
    {
        var (table, problem) = Read(text);
        Assert.Null(problem);
        Assert.Equal(columns.Split('/'), table!.Columns);
        Assert.Equal(rows.Split('|'), Enumerable.Range(0, table.Items).Select(table.Text));
    }

    [Theory]
    [InlineData("", "it has no rows below the line that names its columns")]
    [InlineData("\n\n", "it has no rows below the line that names its columns")]
    [InlineData("a,b\n", "it has no rows below the line that names its columns")]
    [InlineData("a\n1\n", "it has one column; a table has one for the target and at least one to predict it from, separated by commas")]
    [InlineData("1,2\n3,4\n", "its first line has numbers; it must name the columns")]
    [InlineData("a,,c\n3,4,5\n", "its first line must name every column, and column 2 has no name")]
    [InlineData("a,b,a\n3,4,5\n", "two of its columns are called 'a', column 1 and column 3")]
    [InlineData("sep=;\na;b\n1;2\n", "its first line is 'sep=', which tells a spreadsheet the separator; take the line out")]
    [InlineData("5.1,3.5,1.4,setosa\n4.9,3,1.3,setosa\n", "its first line must name every column, and column 1 has '5.1'; perhaps the line with the names is missing")]
    [InlineData("a;b;\n1;2;\n", "its first line must name every column, and column 3 has no name")]
    [InlineData("a,b\n1,5,2\n", "line 2 has 3 fields, and there are 2 columns")]
    [InlineData("0,1,2\n5,6,7\n", "its first line has numbers; it must name the columns")]
    [InlineData("a,b\n1,\"2\n3,4\n", "a quote in the row that begins in line 2 is not closed")]
    [InlineData("a,b\n1,2\n3\n", "line 3 has 1 field, and there are 2 columns")]
    [InlineData("a,b\n1,2,3\n", "line 2 has 3 fields, and there are 2 columns")]
    [InlineData("a,b\r\n\r\n\"1\r\n\",2\r\n1,2,3\r\n", "line 5 has 3 fields, and there are 2 columns")]
    public void What_is_no_table_is_refused_with_its_line(string text, string problem) => Assert.Equal(problem, Read(text).Problem);

    [Fact]
    public void Bytes_that_are_not_UTF8_are_refused_with_their_line()
    {
        byte[] latin = [.. "a,b\n1,x\n2,caf"u8, 0xE9, .. "\n"u8];
        Assert.Equal("it is not UTF-8: line 3 has wrong bytes in the column 'b'; save it as UTF-8", Read(latin).Problem);
        Assert.Equal("it is not UTF-8: line 1 has wrong bytes; save it as UTF-8", Read(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("a,b\n1,2\n")).ToArray()).Problem);
    }

    /// <summary>A column that no cell uses may hold what it likes.</summary>
    [Theory]
    [InlineData("a,b,c\n1,2,0\nx,3,1\n", "line 3 has 'x' in the column 'a', which begins with numbers; a finite number with a decimal point is needed")]
    [InlineData("a,b,c\n1,2,0\n1e99,3,1\n", "line 3 has '1e99' in the column 'a', where a finite number with a decimal point is needed")]
    [InlineData("a;b;c\n1,5;2;0\n2;3;1\n", "line 2 has '1,5' in the column 'a', which has a decimal comma; write it with a point")]
    [InlineData("a;b;c\n1;2;0\n,5;3;1\n", "line 3 has ',5' in the column 'a', which has a decimal comma; write it with a point")]
    [InlineData("a;b;c\n-1,5e3;2;0\n2;3;1\n", "line 2 has '-1,5e3' in the column 'a', which has a decimal comma; write it with a point")]
    [InlineData("a,b,c\n\"1,234,567\",2,0\n5,3,1\n", "line 2 has '1,234,567' in the column 'a', which has separators between the thousands; write it without them")]
    [InlineData("a,b,c\n\"1,234.5\",2,0\n5,3,1\n", "line 2 has '1,234.5' in the column 'a', which has separators between the thousands; write it without them")]
    [InlineData("a;b;c\n1.234,5;2;0\n5;3;1\n", "line 2 has '1.234,5' in the column 'a', which has separators between the thousands; write it without them")]
    [InlineData("a;b;c\n1 234;2;0\n5;3;1\n", "line 2 has '1 234' in the column 'a', which has separators between the thousands; write it without them")]
    [InlineData("a;b;c\n12.5 %;2;0\n5;3;1\n", "line 2 has '12.5 %' in the column 'a', which has a percent sign; write it without")]
    [InlineData("a,b,c\n,2,0\n,3,1\n", "the column 'a' has no values")]
    public void A_column_with_a_mistake_can_be_left_out(string text, string problem)
    {
        var (table, _) = Read(text);
        var settings = DataSettings.Default with { Kind = "table", Source = "x", Train = 1, Valid = 0, Test = 0 };
        var found = table!.Check(settings);
        Assert.Equal(("source", $"the table 'x' cannot be used: {problem}; a column that is not needed is left out with features: [\"*\", \"!a\"]"), (found!.Key, found.Message));
        Assert.Null(table.Check(settings with { Features = "*, !a" }));
    }

    [Fact]
    public void The_checksum_is_that_of_all_bytes()
    {
        byte[] bytes = [.. "\uFEFFa,b\r\n1,2\r\n\r\n"u8];
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), Read(bytes).Table!.Sha256);
    }

    [Fact]
    public void Five_thousand_columns_are_read()
    {
        var header = string.Join(',', Enumerable.Range(0, 5000).Select(column => $"c{column}"));
        var row = string.Join(',', Enumerable.Range(0, 5000).Select(column => (column % 7).ToString(CultureInfo.InvariantCulture)));
        var (table, problem) = Read($"{header}\n{row}\n{row}\n");
        Assert.Null(problem);
        Assert.Equal((2, 5000), (table!.Items, table.Columns.Count));
        Assert.Null(table.Check(DataSettings.Default with { Kind = "table", Train = 1, Valid = 0, Test = 0 }));
    }

    /// <summary>A million rows of 3 float32 are 12 MB; the text is never held, nor an object per row.</summary>
    [Fact]
    public void A_million_rows_are_read_as_they_come()
    {
        const int Rows = 1_000_000;
        var line = "0.25,1.5,setosa\n"u8.ToArray();
        using var stream = new RepeatedStream("a,b,c\n"u8.ToArray(), line, Rows);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (table, problem) = TableReader.Read(stream, "x.csv", null);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Null(problem);
        Assert.Equal(Rows, table!.Items);
        Assert.Equal("0.25, 1.5, setosa", table.Text(Rows - 1));
        // Three columns that are doubled as they grow, and their final copies.
        Assert.InRange(allocated, 0, 60_000_000);
    }

    private static (TableDataset? Table, string? Problem) Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static (TableDataset? Table, string? Problem) Read(byte[] bytes) => TableReader.Read(new MemoryStream(bytes), "x.csv", null);

    /// <summary>A beginning, and then the same bytes again and again.</summary>
    private sealed class RepeatedStream(byte[] first, byte[] line, int count) : Stream
    {
        private readonly Queue<byte> _rest = new(first);
        private int _left = count;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = 0;
            while (read < count)
            {
                if (_rest.Count == 0)
                {
                    if (_left-- <= 0)
                        break;
                    foreach (var one in line)
                        _rest.Enqueue(one);
                }

                buffer[offset + read++] = _rest.Dequeue();
            }

            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
