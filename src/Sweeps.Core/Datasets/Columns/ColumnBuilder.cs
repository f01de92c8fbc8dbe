using Sweeps.Core.Text;

namespace Sweeps.Core.Datasets.Columns;

/// <summary>Collects the fields of a column. The first field that is not missing decides whether the column holds numbers or texts.</summary>
internal sealed class ColumnBuilder(string name)
{
    private const int Unknown = 0;
    private const int OfNumbers = 1;
    private const int OfTexts = 2;

    private readonly Dictionary<string, ushort> _texts = new(StringComparer.Ordinal);
    private float[] _numbers = [];
    private ushort[] _codes = [];
    private int _type;
    private int _rows;
    private int _missing;
    private int _firstMissing;
    private string? _problem;

    /// <summary>Adds the field of the next row.</summary>
    /// <param name="field">Without spaces around it.</param>
    /// <param name="line">The line in which its row begins, from 1.</param>
    public void Add(ReadOnlySpan<char> field, int line)
    {
        var row = _rows++;
        var isMissing = FieldText.IsMissing(field);
        if (isMissing && _missing++ == 0)
            _firstMissing = line;
        if (_type == Unknown)
        {
            if (isMissing)
                return;
            Decide(FieldText.LooksNumeric(field) ? OfNumbers : OfTexts, row);
        }

        if (_type == OfNumbers)
            AddNumber(field, isMissing, row, line);
        else
            AddText(field, isMissing, row, line);
    }

    /// <summary>The column of all rows that were added.</summary>
    public TableColumn Build()
    {
        if (_type == Unknown)
        {
            Decide(OfNumbers, _rows);
            _problem = $"the column {Wording.Quote(name)} has no values";
        }

        return new TableColumn(name, _type == OfNumbers ? _numbers[.._rows] : null, _type == OfTexts ? Sorted() : null, [.. _texts.Keys.Order(StringComparer.Ordinal)])
        {
            Missing = _missing,
            FirstMissing = _firstMissing,
            Problem = _problem,
        };
    }

    private void Decide(int type, int before)
    {
        _type = type;
        if (type == OfNumbers)
        {
            _numbers = new float[Math.Max(64, before)];
            _numbers.AsSpan(0, before).Fill(float.NaN);
        }
        else
        {
            _codes = new ushort[Math.Max(64, before)];
            _codes.AsSpan(0, before).Fill(TableColumn.MissingCode);
        }
    }

    private void AddNumber(ReadOnlySpan<char> field, bool isMissing, int row, int line)
    {
        if (row == _numbers.Length)
            Array.Resize(ref _numbers, row * 2);
        var number = float.NaN;
        if (!isMissing && !FieldText.TryNumber(field, out number))
        {
            number = float.NaN;
            _problem ??= NumberForm.Flaw(field) is { } flaw
                ? $"line {line} has {Wording.Quote(field.ToString())} in the column {Wording.Quote(name)}, which {flaw}"
                : FieldText.LooksNumeric(field)
                ? $"line {line} has {Wording.Quote(field.ToString())} in the column {Wording.Quote(name)}, where a finite number with a decimal point is needed"
                : $"line {line} has {Wording.Quote(field.ToString())} in the column {Wording.Quote(name)}, which begins with numbers; a finite number with a decimal point is needed";
        }

        _numbers[row] = number;
    }

    private void AddText(ReadOnlySpan<char> field, bool isMissing, int row, int line)
    {
        if (row == _codes.Length)
            Array.Resize(ref _codes, row * 2);
        var code = TableColumn.MissingCode;
        if (!isMissing && !_texts.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(field, out code))
        {
            code = TableColumn.MissingCode;
            if (_texts.Count < TableColumn.MostTexts)
                _texts.Add(field.ToString(), code = (ushort)_texts.Count);
            else
                _problem ??= $"the column {Wording.Quote(name)} has more than {TableColumn.MostTexts} different texts by line {line}";
        }

        _codes[row] = code;
    }

    /// <summary>Numbers the texts in ordinal order instead of that of their appearance.</summary>
    private ushort[] Sorted()
    {
        var places = new ushort[_texts.Count];
        foreach (var (place, text) in _texts.Keys.Order(StringComparer.Ordinal).Index())
            places[_texts[text]] = (ushort)place;
        foreach (ref var code in _codes.AsSpan(0, _rows))
            if (code != TableColumn.MissingCode)
                code = places[code];
        return _codes[.._rows];
    }
}
