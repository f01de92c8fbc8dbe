using System.Text;
using Sweeps.Parquet.Buffers;
using Sweeps.Parquet.Metadata;

namespace Sweeps.Parquet.Reading;

/// <summary>Texts in UTF-8.</summary>
internal sealed class TextDecoder : PageDecoder<string>
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    protected override void Decode(PageEncoding encoding, ref ByteCursor source, Span<string> target)
    {
        switch (encoding)
        {
            case PageEncoding.Plain:
                foreach (ref var value in target)
                    value = Text(source.Take(source.Int32()));
                break;
            default:
                throw Unsupported(encoding);
        }
    }

    public static string Text(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new ParquetException("a text is not UTF-8", e);
        }
    }
}
