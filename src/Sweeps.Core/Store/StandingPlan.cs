using System.Buffers.Binary;
using System.Security.Cryptography;
using Sweeps.Core.Files;
using Sweeps.Core.Journals;
using Sweeps.Core.Plans;

namespace Sweeps.Core.Store;

/// <summary>The runs of the definition in a results folder with the cell of each, in twelve bytes per run. Readers use it instead of making the plan again. Immutable.</summary>
public sealed class StandingPlan
{
    private const int HashLength = SHA256.HashSizeInBytes;
    private const int EntryLength = sizeof(ulong) + sizeof(int);
    private const int HashesEnd = 8 + (2 * HashLength);

    private readonly ulong[] _runs;
    private readonly int[] _cells;

    private StandingPlan(ulong[] runs, int[] cells) => (_runs, _cells) = (runs, cells);

    /// <summary>The number of runs of the plan.</summary>
    public int Count => _runs.Length;

    /// <summary>The <see cref="PlanOrigin"/> of the plan; empty if it is not known.</summary>
    internal ReadOnlyMemory<byte> Origin { get; init; }

    private static ReadOnlySpan<byte> Mark => "SWPLAN-2"u8;

    /// <summary>The mark of files without an origin.</summary>
    private static ReadOnlySpan<byte> EarlierMark => "SWPLAN-1"u8;

    /// <summary>Creates a plan from runs with the numbers of their cells, in any order.</summary>
    public static StandingPlan Of(IEnumerable<(ulong Run, int Cell)> cells)
    {
        var pairs = cells.ToArray();
        return Of(Array.ConvertAll(pairs, pair => pair.Run), Array.ConvertAll(pairs, pair => pair.Cell), default);
    }

    /// <param name="origin">The <see cref="PlanOrigin"/>; empty if it is not known.</param>
    internal static StandingPlan Of(ulong[] runs, int[] cells, ReadOnlyMemory<byte> origin)
    {
        (runs, cells) = ((ulong[])runs.Clone(), (int[])cells.Clone());
        Array.Sort(runs, cells);
        return new(runs, cells) { Origin = origin };
    }

    /// <summary>A run that the plan contains twice; null if there is none.</summary>
    internal ulong? FirstTwice
    {
        get
        {
            for (var i = 1; i < _runs.Length; i++)
                if (_runs[i] == _runs[i - 1])
                    return _runs[i];
            return null;
        }
    }

    /// <summary>Whether the plan contains a run.</summary>
    internal bool Has(ulong run) => Array.BinarySearch(_runs, run) >= 0;

    /// <summary>The cell of a run; null if the plan does not contain it.</summary>
    internal int? CellOf(ulong run) => Array.BinarySearch(_runs, run) is >= 0 and var place ? _cells[place] : null;

    /// <summary>The run of a cell; null if the plan has no run for the cell, as for a cell that equals an earlier one.</summary>
    internal ulong? RunOf(int cell) => Array.IndexOf(_cells, cell) is >= 0 and var place ? _runs[place] : null;

    /// <summary>Reads the stored plan.</summary>
    /// <returns>The plan; null if there is none, if it is damaged, or if it belongs to another definition than the one in the folder, because its writer was killed or was another program.</returns>
    /// <exception cref="StorageException">It cannot be read.</exception>
    internal static StandingPlan? Read(SweepPaths paths) =>
        FileReading.BytesIfThere(paths.Plan) is { } bytes && Belongs(bytes, paths) ? Decode(bytes) : null;

    /// <summary>The runs and their cells in the order of the cells.</summary>
    internal CellIds Ids()
    {
        var (runs, cells) = ((ulong[])_runs.Clone(), (int[])_cells.Clone());
        Array.Sort(cells, runs);
        return new(runs, cells);
    }

    /// <summary>Whether <c>composed.yaml</c> belongs to <c>definition.yaml</c>. It does not if a program that does not know this file changed the definition later, or if the program that changed both files was killed in between.</summary>
    /// <exception cref="StorageException">A file cannot be read.</exception>
    public static bool IsComposed(SweepPaths paths) =>
        FileReading.BytesIfThere(paths.Composed) is not null && (FileReading.BytesIfThere(paths.Plan) is not { } bytes || Belongs(bytes, paths));

    /// <summary>The plan as bytes, with a checksum of its definition.</summary>
    internal byte[] Encode(ReadOnlySpan<byte> definition, ReadOnlySpan<byte> composed)
    {
        var (header, hasOrigin) = Origin.IsEmpty ? (HashesEnd + sizeof(int), false) : (HashesEnd + HashLength + sizeof(int), true);
        var bytes = new byte[header + (Count * EntryLength) + sizeof(uint)];
        (hasOrigin ? Mark : EarlierMark).CopyTo(bytes);
        SHA256.HashData(definition, bytes.AsSpan(8));
        SHA256.HashData(composed, bytes.AsSpan(8 + HashLength));
        Origin.Span.CopyTo(bytes.AsSpan(HashesEnd));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(header - sizeof(int)), Count);
        for (var i = 0; i < Count; i++)
        {
            var entry = bytes.AsSpan(header + (i * EntryLength));
            BinaryPrimitives.WriteUInt64LittleEndian(entry, _runs[i]);
            BinaryPrimitives.WriteInt32LittleEndian(entry[sizeof(ulong)..], _cells[i]);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.Length - sizeof(uint)), Crc32C.Of(bytes.AsSpan(0, bytes.Length - sizeof(uint))));
        return bytes;
    }

    private static bool Belongs(ReadOnlySpan<byte> bytes, SweepPaths paths) =>
        bytes.Length >= HashesEnd
        && FileReading.BytesIfThere(paths.Definition) is { } definition
        && FileReading.BytesIfThere(paths.Composed) is { } composed
        && bytes.Slice(8, HashLength).SequenceEqual(SHA256.HashData(definition))
        && bytes.Slice(8 + HashLength, HashLength).SequenceEqual(SHA256.HashData(composed));

    private static StandingPlan? Decode(ReadOnlySpan<byte> bytes)
    {
        var hasOrigin = bytes.StartsWith(Mark);
        var header = hasOrigin ? HashesEnd + HashLength + sizeof(int) : HashesEnd + sizeof(int);
        if (!(hasOrigin || bytes.StartsWith(EarlierMark)) || bytes.Length < header + sizeof(uint) || BinaryPrimitives.ReadUInt32LittleEndian(bytes[^sizeof(uint)..]) != Crc32C.Of(bytes[..^sizeof(uint)]))
            return null;
        var count = BinaryPrimitives.ReadInt32LittleEndian(bytes[(header - sizeof(int))..]);
        // The count is not multiplied, since a manipulated count would overflow.
        if (count < 0 || (bytes.Length - header - sizeof(uint)) % EntryLength != 0 || (bytes.Length - header - sizeof(uint)) / EntryLength != count)
            return null;
        var (runs, cells) = (new ulong[count], new int[count]);
        for (var i = 0; i < count; i++)
        {
            var entry = bytes[(header + (i * EntryLength))..];
            (runs[i], cells[i]) = (BinaryPrimitives.ReadUInt64LittleEndian(entry), BinaryPrimitives.ReadInt32LittleEndian(entry[sizeof(ulong)..]));
            if (i > 0 && runs[i - 1] >= runs[i])
                return null;
        }

        return new(runs, cells) { Origin = hasOrigin ? bytes.Slice(HashesEnd, HashLength).ToArray() : default };
    }
}
