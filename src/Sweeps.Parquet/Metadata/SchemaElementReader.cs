using Sweeps.Parquet.Thrift;

namespace Sweeps.Parquet.Metadata;

/// <summary>Parquet's <c>SchemaElement</c> from bytes.</summary>
internal static class SchemaElementReader
{
    public static SchemaElement Read(ref CompactReader thrift)
    {
        var element = new SchemaElement("");
        string? name = null;
        var field = 0;
        while (thrift.Next(ref field))
        {
            switch (field)
            {
                case 1:
                    element = element with { Type = (PhysicalType)thrift.Int32() };
                    break;
                case 3:
                    element = element with { Repetition = (Repetition)thrift.Int32() };
                    break;
                case 4:
                    name = thrift.Text();
                    break;
                case 5:
                    element = element with { Children = thrift.Int32() };
                    break;
                case 6:
                    element = element with { Converted = (ConvertedType)thrift.Int32() };
                    break;
                case 10:
                    element = ReadLogicalType(ref thrift, element);
                    break;
                default:
                    thrift.Skip();
                    break;
            }
        }

        return element with { Name = FooterReader.Require(name, "name of a column") };
    }

    private static SchemaElement ReadLogicalType(ref CompactReader thrift, SchemaElement element)
    {
        thrift.Struct();
        var kind = 0;
        while (thrift.Next(ref kind))
        {
            element = element with { Logical = (LogicalKind)kind };
            if (element.Logical == LogicalKind.Integer)
                element = ReadInteger(ref thrift, element);
            else
                thrift.Skip();
        }

        return element;
    }

    private static SchemaElement ReadInteger(ref CompactReader thrift, SchemaElement element)
    {
        thrift.Struct();
        var field = 0;
        while (thrift.Next(ref field))
        {
            if (field == 1)
                element = element with { IntegerBits = thrift.Int8() };
            else if (field == 2)
                element = element with { IntegerSigned = thrift.Boolean() };
            else
                thrift.Skip();
        }

        return element;
    }
}
