using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sweeps.Parquet.Buffers;
using Sweeps.Parquet.Encodings;
using Sweeps.Parquet.Metadata;

namespace Sweeps.Parquet.Reading;

/// <summary>Numbers of 32 and 64 bits.</summary>
internal sealed class NumberDecoder<T> : PageDecoder<T>
    where T : unmanaged
{
    protected override void Decode(PageEncoding encoding, ref ByteCursor source, Span<T> target)
    {
        switch (encoding)
        {
            case PageEncoding.Plain:
                source.Take((long)target.Length * Unsafe.SizeOf<T>()).CopyTo(MemoryMarshal.AsBytes(target));
                break;
            case PageEncoding.ByteStreamSplit:
                ByteStreamSplit.Decode(ref source, target);
                break;
            case PageEncoding.DeltaBinaryPacked when typeof(T) == typeof(int):
                DeltaDecoder.Decode(ref source, MemoryMarshal.Cast<T, int>(target));
                break;
            case PageEncoding.DeltaBinaryPacked when typeof(T) == typeof(long):
                DeltaDecoder.Decode(ref source, MemoryMarshal.Cast<T, long>(target));
                break;
            default:
                throw Unsupported(encoding);
        }
    }
}
