using System.Runtime.InteropServices;
using System.Text;

namespace Sweeps.Training.Running;

/// <summary>A saved state: blocks of bytes, each under a name. Nothing depends on their order.</summary>
/// <remarks>A file is: a mark (4 bytes), the number of blocks (4), and for each its name (as <see cref="BinaryWriter"/> writes a text), its length (4) and its bytes.</remarks>
public sealed class StateSections
{
    // The last byte counts formats; states of another one are refused.
    private const int Mark = 0x33535753;
    private const int LongestState = 1 << 30;

    private readonly SortedDictionary<string, byte[]> _blocks = new(StringComparer.Ordinal);

    /// <summary>Adds numbers under a name that has none yet.</summary>
    public void Add<T>(string name, ReadOnlySpan<T> numbers)
        where T : unmanaged => _blocks.Add(name, MemoryMarshal.AsBytes(numbers).ToArray());

    /// <summary>Adds what is written under a name that has none yet.</summary>
    public void Add(string name, Action<BinaryWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
            write(writer);
        _blocks.Add(name, bytes.ToArray());
    }

    /// <summary>Takes the numbers under a name out.</summary>
    /// <exception cref="InvalidDataException">There are none, or more or fewer than there is room for.</exception>
    public void Take<T>(string name, Span<T> numbers)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(numbers);
        if (!_blocks.Remove(name, out var block) || block.Length != bytes.Length)
            throw new InvalidDataException($"The saved state has no '{name}' of {numbers.Length} numbers: it is of another run.");
        block.CopyTo(bytes);
    }

    /// <summary>Takes what was written under a name out.</summary>
    /// <exception cref="InvalidDataException">There is nothing, or more than is read.</exception>
    /// <exception cref="EndOfStreamException">There is less than is read.</exception>
    public void Take(string name, Action<BinaryReader> read)
    {
        if (!_blocks.Remove(name, out var block))
            throw new InvalidDataException($"The saved state has no '{name}': it is of another run.");
        using var bytes = new MemoryStream(block, writable: false);
        using var reader = new BinaryReader(bytes);
        read(reader);
        if (bytes.Position != bytes.Length)
            throw new InvalidDataException($"The saved state has more of '{name}' than this run: it is of another run.");
    }

    /// <summary>Makes sure that everything was taken out.</summary>
    /// <exception cref="InvalidDataException">Something was not.</exception>
    public void ExpectEmpty()
    {
        if (_blocks.Count > 0)
            throw new InvalidDataException($"The saved state has '{_blocks.Keys.First()}', which this run has no place for: it is of another run.");
    }

    /// <summary>Writes all of it.</summary>
    public void Write(Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Mark);
        writer.Write(_blocks.Count);
        foreach (var (name, block) in _blocks)
        {
            writer.Write(name);
            writer.Write(block.Length);
            writer.Write(block);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is not a state of this format.</exception>
    /// <exception cref="EndOfStreamException">It ends too early.</exception>
    public static StateSections Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        if (reader.ReadInt32() != Mark)
            throw new InvalidDataException("This is not a saved state of this format.");
        var sections = new StateSections();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var name = reader.ReadString();
            var length = reader.ReadInt32();
            if (length is < 0 or > LongestState || (stream.CanSeek && length > stream.Length - stream.Position))
                throw new InvalidDataException("The saved state is damaged.");
            var block = new byte[length];
            stream.ReadExactly(block);
            if (!sections._blocks.TryAdd(name, block))
                throw new InvalidDataException("The saved state is damaged.");
        }

        return sections;
    }
}
