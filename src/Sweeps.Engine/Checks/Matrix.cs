namespace Sweeps.Engine.Checks;

/// <summary>Rows × columns numbers in double precision. Operators stretch a single row or column over the other operand.</summary>
/// <remarks>Plain loops, written for being read: what the kernels are checked against shares no code with them.</remarks>
internal sealed class Matrix
{
    private readonly double[] _numbers;

    public Matrix(int rows, int columns)
        : this(rows, columns, new double[rows * columns])
    {
    }

    /// <param name="numbers">Row after row.</param>
    public Matrix(int rows, int columns, double[] numbers)
    {
        if (numbers.Length != rows * columns)
            throw new ArgumentException($"{numbers.Length} numbers are not {rows} × {columns}.", nameof(numbers));
        Rows = rows;
        Columns = columns;
        _numbers = numbers;
    }

    public int Rows { get; }

    public int Columns { get; }

    public ReadOnlySpan<double> Numbers => _numbers;

    public double this[int row, int column]
    {
        get => _numbers[(row * Columns) + column];
        set => _numbers[(row * Columns) + column] = value;
    }

    public static Matrix operator +(Matrix left, Matrix right) => Combine(left, right, static (x, y) => x + y);

    public static Matrix operator -(Matrix left, Matrix right) => Combine(left, right, static (x, y) => x - y);

    public static Matrix operator *(Matrix left, Matrix right) => Combine(left, right, static (x, y) => x * y);

    public static Matrix operator *(double factor, Matrix matrix) => matrix.Map(x => factor * x);

    public static Matrix operator -(Matrix matrix) => matrix.Map(static x => -x);

    public Matrix Map(Func<double, double> function) => new(Rows, Columns, [.. _numbers.Select(function)]);

    public Matrix Power(double exponent) => exponent is 2 ? Map(static x => x * x) : Map(x => Math.Pow(x, exponent));

    /// <summary>The matrix product.</summary>
    public Matrix Times(Matrix right)
    {
        if (Columns != right.Rows)
            throw new ArgumentException($"{Rows} × {Columns} does not go with {right.Rows} × {right.Columns}.", nameof(right));
        var product = new Matrix(Rows, right.Columns);
        for (var i = 0; i < Rows; i++)
        {
            var sums = product._numbers.AsSpan(i * right.Columns, right.Columns);
            for (var k = 0; k < Columns; k++)
            {
                var factor = this[i, k];
                var row = right._numbers.AsSpan(k * right.Columns, right.Columns);
                for (var j = 0; j < sums.Length; j++)
                    sums[j] += factor * row[j];
            }
        }

        return product;
    }

    public Matrix Transposed()
    {
        var result = new Matrix(Columns, Rows);
        for (var i = 0; i < Rows; i++)
            for (var j = 0; j < Columns; j++)
                result[j, i] = this[i, j];
        return result;
    }

    /// <summary>The sum of all rows: 1 × columns.</summary>
    public Matrix SumOfRows()
    {
        var sums = new Matrix(1, Columns);
        for (var i = 0; i < Rows; i++)
            for (var j = 0; j < Columns; j++)
                sums[0, j] += this[i, j];
        return sums;
    }

    /// <summary>The sum of all columns: rows × 1.</summary>
    public Matrix SumOfColumns()
    {
        var sums = new Matrix(Rows, 1);
        for (var i = 0; i < Rows; i++)
            for (var j = 0; j < Columns; j++)
                sums[i, 0] += this[i, j];
        return sums;
    }

    /// <summary>Summed over what an operator stretched.</summary>
    public Matrix SumTo(int rows, int columns)
    {
        var result = this;
        if (rows < result.Rows)
            result = result.SumOfRows();
        return columns < result.Columns ? result.SumOfColumns() : result;
    }

    /// <summary>For each row the column of its (first) largest number.</summary>
    public int[] LargestColumns() =>
        [.. Enumerable.Range(0, Rows).Select(i => Enumerable.Range(0, Columns).MaxBy(j => this[i, j]))];

    private static Matrix Combine(Matrix left, Matrix right, Func<double, double, double> function)
    {
        var result = new Matrix(Extent(left.Rows, right.Rows), Extent(left.Columns, right.Columns));
        for (var i = 0; i < result.Rows; i++)
            for (var j = 0; j < result.Columns; j++)
                result[i, j] = function(left.Stretched(i, j), right.Stretched(i, j));
        return result;
    }

    private static int Extent(int left, int right) => left == right || right == 1 ? left
        : left == 1 ? right
        : throw new ArgumentException($"{left} cannot be stretched to {right}.", nameof(right));

    private double Stretched(int row, int column) => this[Rows == 1 ? 0 : row, Columns == 1 ? 0 : column];
}
