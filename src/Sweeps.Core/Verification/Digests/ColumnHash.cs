using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Sweeps.Core.Tables;
using Sweeps.Tables;

namespace Sweeps.Core.Verification.Digests;

/// <summary>The hash of a column under way.</summary>
/// <remarks>
/// A null is a byte 0. Any other value is a byte 1 and then: a boolean as a byte, a number as its bits, least significant byte first (every <c>NaN</c> with the bits 7fc00000 or 7ff8000000000000),
/// a text as its number of bytes in UTF-8 (four bytes, least significant first) and these bytes.
/// </remarks>
internal sealed class ColumnHash(ColumnSchema schema)
{
    private const int Longest = 9;

    private readonly IncrementalHash _hash = Begin(schema);
    private readonly byte[] _buffer = new byte[1 << 14];
    private int _filled;

    public void Add(ColumnData column, ReadOnlySpan<int> rows)
    {
        switch (column)
        {
            case ColumnData<bool> values:
                Add(values, rows, static (value, to) => Write(to, value));
                break;
            case ColumnData<int> values:
                Add(values, rows, static (value, to) => Write(to, value));
                break;
            case ColumnData<long> values:
                Add(values, rows, static (value, to) => Write(to, value));
                break;
            case ColumnData<float> values:
                Add(values, rows, static (value, to) => Write(to, BitConverter.SingleToInt32Bits(Canonical.Of(value))));
                break;
            case ColumnData<double> values:
                Add(values, rows, static (value, to) => Write(to, BitConverter.DoubleToInt64Bits(Canonical.Of(value))));
                break;
            case ColumnData<string> values:
                AddTexts(values, rows);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(column), column.Schema.Type, "Unknown column type.");
        }
    }

    /// <summary>The digest of all that was added. Nothing can be added afterwards.</summary>
    public ColumnDigest Finish()
    {
        Flush();
        using (_hash)
            return new ColumnDigest(schema.Name, schema.Type.SqlName(), Convert.ToHexStringLower(_hash.GetHashAndReset()));
    }

    private delegate int Writing<T>(T value, Span<byte> to);

    private void Add<T>(ColumnData<T> column, ReadOnlySpan<int> rows, Writing<T> write)
    {
        foreach (var row in rows)
        {
            if (_filled + Longest > _buffer.Length)
                Flush();
            var isThere = !column.IsNull(row);
            _buffer[_filled++] = isThere ? (byte)1 : (byte)0;
            if (isThere)
                _filled += write(column.Values[row], _buffer.AsSpan(_filled));
        }
    }

    private void AddTexts(ColumnData<string> column, ReadOnlySpan<int> rows)
    {
        foreach (var row in rows)
        {
            if (_filled + Longest > _buffer.Length)
                Flush();
            if (column.IsNull(row))
            {
                _buffer[_filled++] = 0;
                continue;
            }

            var text = Encoding.UTF8.GetBytes(column.Values[row]);
            _buffer[_filled++] = 1;
            _filled += Write(_buffer.AsSpan(_filled), text.Length);
            Flush();
            _hash.AppendData(text);
        }
    }

    private void Flush()
    {
        _hash.AppendData(_buffer, 0, _filled);
        _filled = 0;
    }

    private static int Write(Span<byte> to, bool value)
    {
        to[0] = value ? (byte)1 : (byte)0;
        return 1;
    }

    private static int Write(Span<byte> to, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(to, value);
        return sizeof(int);
    }

    private static int Write(Span<byte> to, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(to, value);
        return sizeof(long);
    }

    private static IncrementalHash Begin(ColumnSchema schema)
    {
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{schema.Name}\0{schema.Type.SqlName()}\0"));
        return hash;
    }
}
