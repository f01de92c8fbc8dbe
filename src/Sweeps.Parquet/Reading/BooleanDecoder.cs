using Sweeps.Parquet.Buffers;
using Sweeps.Parquet.Encodings;
using Sweeps.Parquet.Metadata;

namespace Sweeps.Parquet.Reading;

/// <summary>Booleans.</summary>
internal sealed class BooleanDecoder : PageDecoder<bool>
{
    private int[] _bits = [];

    protected override void Decode(PageEncoding encoding, ref ByteCursor source, Span<bool> target)
    {
        switch (encoding)
        {
            case PageEncoding.Plain:
                var bytes = source.Take((target.Length + 7L) / 8);
                for (var i = 0; i < target.Length; i++)
                    target[i] = ((bytes[i >> 3] >> (i & 7)) & 1) != 0;
                break;
            case PageEncoding.Rle:
                if (_bits.Length < target.Length)
                    _bits = new int[target.Length];
                var runs = new ByteCursor(source.Take(source.Int32()));
                HybridDecoder.Decode(ref runs, 1, _bits.AsSpan(0, target.Length));
                for (var i = 0; i < target.Length; i++)
                    target[i] = _bits[i] != 0;
                break;
            default:
                throw Unsupported(encoding);
        }
    }
}
