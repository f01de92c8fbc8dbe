using Sweeps.Parquet.Buffers;
using Sweeps.Parquet.Metadata;

namespace Sweeps.Parquet.Reading;

/// <summary>Unsigned integers as signed ones of 64 bits: those of 32 bits all fit, of those of 64 bits the lower half.</summary>
internal sealed class UnsignedDecoder(PhysicalType physical) : PageDecoder<long>
{
    private readonly NumberDecoder<int> _int32 = new();
    private readonly NumberDecoder<long> _int64 = new();
    private int[] _narrow = [];

    protected override void Decode(PageEncoding encoding, ref ByteCursor source, Span<long> target)
    {
        if (physical == PhysicalType.Int64)
        {
            _int64.Read(encoding, ref source, target);
            foreach (var value in target)
                if (value < 0)
                    throw new ParquetException($"the unsigned value {(ulong)value} does not fit a signed integer of 64 bits");
            return;
        }

        if (_narrow.Length < target.Length)
            _narrow = new int[target.Length];
        _int32.Read(encoding, ref source, _narrow.AsSpan(0, target.Length));
        for (var i = 0; i < target.Length; i++)
            target[i] = (uint)_narrow[i];
    }
}
