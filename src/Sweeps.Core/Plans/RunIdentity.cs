using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Sweeps.Core.Parameters;
using Sweeps.Core.Text;

namespace Sweeps.Core.Plans;

/// <summary>A run's identity: the first 16 hexadecimal digits of the SHA-256 of a text with everything that determines the run, and nothing else.</summary>
/// <remarks>
/// The text, in UTF-8, each line ended by a line feed:
/// <code>
/// sweeps-run 1
/// model.activation=relu            a line per parameter that acts in the cell, by full name in ordinal order
/// …
/// data=bd02…                       SHA-256 of the list's bytes (its order, context and split are parameters)
/// arithmetic=…                     <see cref="Sweeps.Training.ITrainingEngine.Arithmetic"/>
/// </code>
/// Numbers are in the shortest form that reads back equal, independent of culture. A parameter without effect has no line. Neither has one that acts
/// through others: the network's scheme, gain and bias are part of those of the layers, and the list's bytes replace its name.
/// Handlers, the summary, titles and the number of workers are not part of it.
/// A line is never left out because its value is the default: a default may change, a run may not.
/// A parameter added later is the exception: it is declared with <see cref="Parameter.SilentAtDefault"/>, so that earlier identities stay.
/// </remarks>
internal sealed class RunIdentity
{
    private readonly Parameter[] _parameters;
    private readonly object?[] _lastValues;
    private readonly byte[][] _lastLines;
    private readonly byte[] _end;
    private byte[] _text = new byte[2048];

    public RunIdentity(IEnumerable<Parameter> parameters, string arithmetic)
    {
        _parameters = [.. parameters.Where(parameter => parameter.Identifies).OrderBy(parameter => parameter.Name, StringComparer.Ordinal)];
        _lastValues = new object?[_parameters.Length];
        _lastLines = [.. _parameters.Select(_ => Array.Empty<byte>())];
        _end = Encoding.UTF8.GetBytes($"arithmetic={arithmetic}\n");
    }

    /// <summary>The first 64 bits of the hash.</summary>
    public ulong Hash(object?[] acting, string dataSha256)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Compose(acting, dataSha256), hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }

    /// <summary>The text that is hashed.</summary>
    public string Describe(object?[] acting, string dataSha256) => Encoding.UTF8.GetString(Compose(acting, dataSha256));

    private ReadOnlySpan<byte> Compose(object?[] acting, string dataSha256)
    {
        var length = 0;
        Append("sweeps-run 1\n"u8, ref length);
        for (var i = 0; i < _parameters.Length; i++)
        {
            var value = acting[_parameters[i].Index];
            // Along an axis, most values are the same objects as in the previous cell.
            if (!ReferenceEquals(value, _lastValues[i]))
                (_lastValues[i], _lastLines[i]) = (value, Line(_parameters[i], value));
            Append(_lastLines[i], ref length);
        }

        Append("data="u8, ref length);
        Append(Encoding.ASCII.GetBytes(dataSha256), ref length);
        Append("\n"u8, ref length);
        Append(_end, ref length);
        return _text.AsSpan(0, length);
    }

    private static byte[] Line(Parameter parameter, object? value) => parameter.Identity is { } identity ? Written(parameter, value is null ? null : identity(value))
        : value is null || (parameter.SilentAtDefault && value.Equals(parameter.Default)) ? [] : Written(parameter, ParameterText.Of(value));

    private static byte[] Written(Parameter parameter, string? text) => text is null ? [] : Encoding.UTF8.GetBytes($"{parameter.Name}={text}\n");

    private void Append(ReadOnlySpan<byte> part, ref int length)
    {
        if (length + part.Length > _text.Length)
            Array.Resize(ref _text, Math.Max(_text.Length * 2, length + part.Length));
        part.CopyTo(_text.AsSpan(length));
        length += part.Length;
    }
}
