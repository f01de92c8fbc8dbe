using System.Text;

namespace Sweeps.Core.Text;

/// <summary>Where bytes stop being UTF-8.</summary>
/// <param name="Offset">Of the first wrong byte, from 0.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Column">Characters before it on the line, plus 1.</param>
internal readonly record struct Utf8Fault(int Offset, int Line, int Column);

/// <summary>Strict decoding that says where it fails.</summary>
internal static class Utf8Text
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text without a leading byte order mark, or where it is not UTF-8.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes, out Utf8Fault fault)
    {
        fault = default;
        var skip = bytes.StartsWith("\uFEFF"u8) ? 3 : 0;
        if (System.Text.Unicode.Utf8.IsValid(bytes))
            return Strict.GetString(bytes[skip..]);
        fault = FirstFault(bytes, skip);
        return null;
    }

    private static Utf8Fault FirstFault(ReadOnlySpan<byte> bytes, int offset)
    {
        var (line, column) = (1, 1);
        while (Rune.DecodeFromUtf8(bytes[offset..], out var rune, out var consumed) == System.Buffers.OperationStatus.Done)
        {
            offset += consumed;
            column += rune.Utf16SequenceLength;
            if (rune.Value == '\n')
                (line, column) = (line + 1, 1);
        }

        return new Utf8Fault(offset, line, column);
    }
}
