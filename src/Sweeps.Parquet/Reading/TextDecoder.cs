using Sweeps.Parquet.Buffers;
using Sweeps.Parquet.Compression;
using Sweeps.Parquet.Encodings;
using Sweeps.Parquet.Metadata;

namespace Sweeps.Parquet.Reading;

/// <summary>Texts in UTF-8.</summary>
internal sealed class TextDecoder : PageDecoder<string>
{
    protected override void Decode(PageEncoding encoding, ref ByteCursor source, Span<string> target)
    {
        switch (encoding)
        {
            case PageEncoding.Plain:
                foreach (ref var value in target)
                    value = Utf8.Text(source.Take(source.Int32()));
                break;
            case PageEncoding.DeltaLengthByteArray:
                FromLengths(ref source, target);
                break;
            case PageEncoding.DeltaByteArray:
                FromPrefixes(ref source, target);
                break;
            default:
                throw Unsupported(encoding);
        }
    }

    private static void FromLengths(ref ByteCursor source, Span<string> target)
    {
        var lengths = new int[target.Length];
        DeltaDecoder.Decode<int>(ref source, lengths);
        for (var i = 0; i < target.Length; i++)
            target[i] = Utf8.Text(source.Take(lengths[i]));
    }

    // Each text begins with a part of the one before, so few bytes can stand for many: what comes out is bounded.
    private static void FromPrefixes(ref ByteCursor source, Span<string> target)
    {
        var prefixes = new int[target.Length];
        var suffixes = new int[target.Length];
        DeltaDecoder.Decode<int>(ref source, prefixes);
        DeltaDecoder.Decode<int>(ref source, suffixes);
        var text = new GrowingBuffer();
        var total = 0L;
        for (var i = 0; i < target.Length; i++)
        {
            if (prefixes[i] < 0 || prefixes[i] > text.Length)
                throw new ParquetException($"a text begins with {prefixes[i]} bytes of the one before, which has {text.Length}");
            text.Advance(prefixes[i] - text.Length);
            text.Append(source.Take(suffixes[i]));
            total += text.Length;
            if (total > PageDecompressor.MaximumPageBytes)
                throw new ParquetException($"a page has more than {PageDecompressor.MaximumPageBytes} bytes of text");
            target[i] = Utf8.Text(text.Written);
        }
    }
}
