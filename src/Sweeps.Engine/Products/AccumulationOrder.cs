using System.Numerics;
using System.Runtime.InteropServices;
using static Sweeps.Engine.Products.OpenBlas;

namespace Sweeps.Engine.Products;

/// <summary>In which order a product's sums take their terms.</summary>
/// <remarks>A product has a number for each row and lane here, as activations have for each unit and sample; lanes are BLAS's columns, unless it is told otherwise.</remarks>
internal sealed unsafe class AccumulationOrder<T>
    where T : unmanaged, INumberBase<T>
{
    private readonly ArithmeticKind _arithmetic;
    private readonly Marks[] _laneMarks;
    private readonly Marks[] _registerMarks;
    private readonly Band[] _bands;
    private readonly T[] _masks;
    private readonly bool _lanesAreRows;
    private readonly int _registerLanes;
    private int _lanes;
    private T[]? _scratch;

    /// <param name="stride">Lanes, padded.</param>
    /// <param name="lanesAreRows">Whether the lanes are what BLAS calls rows.</param>
    /// <param name="registerLanes">How many lanes a register has.</param>
    public AccumulationOrder(ArithmeticKind arithmetic, int rows, int stride, bool lanesAreRows, int registerLanes)
    {
        _arithmetic = arithmetic;
        Rows = rows;
        _registerLanes = registerLanes;
        _lanesAreRows = lanesAreRows;
        _laneMarks = new Marks[stride];
        _registerMarks = new Marks[stride / registerLanes];
        Span<Marks> marks = new Marks[rows];
        Mark(marks, areRows: !lanesAreRows);
        var masks = new List<Marks>();
        foreach (var mark in marks)
        {
            if (mark != Marks.None && !masks.Contains(mark))
                masks.Add(mark);
        }

        _masks = GC.AllocateArray<T>(masks.Count * stride, pinned: true);
        var bands = new List<Band>();
        for (var row = 0; row < rows;)
        {
            var mark = marks[row];
            var length = marks[row..].IndexOfAnyExcept(mark) is var end and >= 0 ? end : rows - row;
            bands.Add(new Band(length, mark, mark == Marks.None ? null : Mask(masks.IndexOf(mark))));
            row += length;
        }

        _bands = [.. bands];
    }

    /// <summary>The rows from the first to the last.</summary>
    public ReadOnlySpan<Band> Bands => _bands;

    /// <summary>How many rows.</summary>
    public int Rows { get; }

    /// <summary>Room for a number per row and lane: what some of the terms come to.</summary>
    public T* Scratch
    {
        get
        {
            _scratch ??= GC.AllocateArray<T>(Rows * _laneMarks.Length, pinned: true);
            return (T*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_scratch));
        }
    }

    /// <summary>Whether no sum in these lanes runs in two chains.</summary>
    public bool IsPlain(int lane, int count) => IsFast || MarksOf(lane, count) == Marks.None;

    /// <summary>The marks of these lanes together, whole registers.</summary>
    public Marks MarksOf(int lane, int count)
    {
        var marks = Marks.None;
        for (var register = lane / _registerLanes; register < (lane + count) / _registerLanes; register++)
            marks |= _registerMarks[register];
        return marks;
    }

    /// <summary>Takes so many lanes into use.</summary>
    public void SetLanes(int count)
    {
        if (_lanes == count)
            return;
        _lanes = count;
        var marks = _laneMarks.AsSpan();
        marks.Clear();
        Mark(marks[..count], _lanesAreRows);
        foreach (var band in _bands)
        {
            if (band.Mask == null)
                continue;
            for (var lane = 0; lane < marks.Length; lane++)
                band.Mask[lane] = (marks[lane] & band.Marks) != Marks.None ? T.One : T.Zero;
        }

        for (var register = 0; register < _registerMarks.Length; register++)
        {
            var all = Marks.None;
            foreach (var mark in marks.Slice(register * _registerLanes, _registerLanes))
                all |= mark;
            _registerMarks[register] = all;
        }
    }

    /// <summary>Whether every sum takes all of its terms in one chain.</summary>
    public bool IsFast => _arithmetic == ArithmeticKind.Fast;

    /// <summary>How many of so many terms are added up before the sum goes to what was there before.</summary>
    public int NextTerms(int left) => IsFast ? left : NextPart(left);

    private void Mark(Span<Marks> marks, bool areRows)
    {
        if (IsFast)
            return;
        if (areRows)
            MarkRows(marks);
        else
            MarkColumns(marks);
    }

    private T* Mask(int index) => (T*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_masks)) + (index * _laneMarks.Length);

    /// <summary>Rows beside each other whose sums run alike.</summary>
    internal readonly struct Band(int rows, Marks marks, T* mask)
    {
        /// <summary>How many.</summary>
        public readonly int Rows = rows;

        /// <summary>What each of them has.</summary>
        public readonly Marks Marks = marks;

        /// <summary>A number for each lane: 1 where the sum runs in two chains, else 0; null if none does.</summary>
        public readonly T* Mask = mask;
    }
}
