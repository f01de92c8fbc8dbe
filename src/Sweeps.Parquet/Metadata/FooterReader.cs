using Sweeps.Parquet.Thrift;

namespace Sweeps.Parquet.Metadata;

/// <summary>Parquet's <c>FileMetaData</c> from bytes that may be hostile. Field numbers are those of <c>parquet.thrift</c>; others are passed over.</summary>
internal static class FooterReader
{
    public static FileMetadata Read(ReadOnlySpan<byte> bytes)
    {
        var thrift = new CompactReader(bytes);
        List<SchemaElement>? schema = null;
        List<RowGroupMetadata>? groups = null;
        List<KeyValuePair<string, string>> keyValues = [];
        long? rows = null;
        var hasColumnOrders = false;
        var field = 0;
        while (thrift.Next(ref field))
        {
            switch (field)
            {
                case 2:
                    schema = ReadSchema(ref thrift);
                    break;
                case 3:
                    rows = thrift.Int64();
                    break;
                case 4:
                    groups = ReadRowGroups(ref thrift);
                    break;
                case 5:
                    keyValues = ReadKeyValues(ref thrift);
                    break;
                case 7:
                    hasColumnOrders = true;
                    thrift.Skip();
                    break;
                case 8 or 9:
                    throw new ParquetException("the file is encrypted, which is not supported");
                default:
                    thrift.Skip();
                    break;
            }
        }

        return new FileMetadata(
            Require(schema, "schema"), Require(rows, "number of rows"), Require(groups, "list of row groups"), keyValues, hasColumnOrders);
    }

    internal static T Require<T>(T? value, string what)
        where T : class => value ?? throw Missing(what);

    internal static T Require<T>(T? value, string what)
        where T : struct => value ?? throw Missing(what);

    private static ParquetException Missing(string what) => new($"the metadata has no {what}");

    private static List<SchemaElement> ReadSchema(ref CompactReader thrift)
    {
        var count = thrift.List(CompactType.Struct);
        var schema = new List<SchemaElement>();
        for (var i = 0; i < count; i++)
            schema.Add(SchemaElementReader.Read(ref thrift));
        return schema;
    }

    private static List<RowGroupMetadata> ReadRowGroups(ref CompactReader thrift)
    {
        var count = thrift.List(CompactType.Struct);
        var groups = new List<RowGroupMetadata>();
        for (var i = 0; i < count; i++)
            groups.Add(ReadRowGroup(ref thrift));
        return groups;
    }

    private static RowGroupMetadata ReadRowGroup(ref CompactReader thrift)
    {
        List<ChunkMetadata>? columns = null;
        long? rows = null;
        var field = 0;
        while (thrift.Next(ref field))
        {
            switch (field)
            {
                case 1:
                    var count = thrift.List(CompactType.Struct);
                    columns = [];
                    for (var i = 0; i < count; i++)
                        columns.Add(ChunkMetadataReader.Read(ref thrift));
                    break;
                case 3:
                    rows = thrift.Int64();
                    break;
                default:
                    thrift.Skip();
                    break;
            }
        }

        return new RowGroupMetadata(Require(columns, "columns in a row group"), Require(rows, "number of rows in a row group"));
    }

    private static List<KeyValuePair<string, string>> ReadKeyValues(ref CompactReader thrift)
    {
        var count = thrift.List(CompactType.Struct);
        var result = new List<KeyValuePair<string, string>>();
        for (var i = 0; i < count; i++)
        {
            string? key = null;
            var value = "";
            var field = 0;
            while (thrift.Next(ref field))
            {
                if (field == 1)
                    key = thrift.Text();
                else if (field == 2)
                    value = thrift.Text();
                else
                    thrift.Skip();
            }

            result.Add(new(Require(key, "key of a key-value pair"), value));
        }

        return result;
    }
}
