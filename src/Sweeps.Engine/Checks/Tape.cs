namespace Sweeps.Engine.Checks;

/// <summary>A value on a tape and, after <see cref="Tape.Backward"/>, the result's gradient with respect to it.</summary>
internal sealed class Variable(Matrix value)
{
    public Matrix Value { get; } = value;

    public Matrix Gradient { get; private set; } = new(value.Rows, value.Columns);

    public void Receive(Matrix gradient) => Gradient += gradient.SumTo(Value.Rows, Value.Columns);
}

/// <summary>
/// Reverse-mode differentiation of elementary operations: each knows its own derivative and nothing of what it is part of.
/// Rows are samples, columns are units.
/// </summary>
internal sealed class Tape
{
    private readonly Stack<Action> _steps = [];

    /// <summary>Writes the gradient of a 1 × 1 result into every variable that it depends on.</summary>
    public void Backward(Variable result)
    {
        result.Receive(new Matrix(1, 1, [1]));
        foreach (var step in _steps)
            step();
    }

    public Variable Add(Variable left, Variable right) => Record(left.Value + right.Value, gradient =>
    {
        left.Receive(gradient);
        right.Receive(gradient);
    });

    public Variable Subtract(Variable left, Variable right) => Record(left.Value - right.Value, gradient =>
    {
        left.Receive(gradient);
        right.Receive(-gradient);
    });

    public Variable Multiply(Variable left, Variable right) => Record(left.Value * right.Value, gradient =>
    {
        left.Receive(right.Value * gradient);
        right.Receive(left.Value * gradient);
    });

    /// <summary>The matrix product.</summary>
    public Variable Product(Variable left, Variable right) => Record(left.Value.Times(right.Value), gradient =>
    {
        left.Receive(gradient.Times(right.Value.Transposed()));
        right.Receive(left.Value.Transposed().Times(gradient));
    });

    public Variable Transpose(Variable x) => Record(x.Value.Transposed(), gradient => x.Receive(gradient.Transposed()));

    public Variable Scale(double factor, Variable x) => Record(factor * x.Value, gradient => x.Receive(factor * gradient));

    public Variable Shift(Variable x, double offset) => Record(x.Value.Map(v => v + offset), x.Receive);

    public Variable Power(Variable x, double exponent) =>
        Record(x.Value.Power(exponent), gradient => x.Receive(exponent * x.Value.Power(exponent - 1) * gradient));

    public Variable Exp(Variable x) => Record(x.Value.Map(Math.Exp), gradient => x.Receive(x.Value.Map(Math.Exp) * gradient));

    public Variable Log(Variable x) => Record(x.Value.Map(Math.Log), gradient => x.Receive(x.Value.Map(static v => 1 / v) * gradient));

    public Variable Tanh(Variable x)
    {
        var y = x.Value.Map(Math.Tanh);
        return Record(y, gradient => x.Receive(y.Map(static v => 1 - (v * v)) * gradient));
    }

    /// <summary>The error function; its derivative is 2/√π · e^(−x²).</summary>
    public Variable Erf(Variable x) =>
        Record(x.Value.Map(ErrorFunction.Of), gradient => x.Receive(x.Value.Map(ErrorFunction.Slope) * gradient));

    /// <summary>max(x, 0), with derivative 0 at 0.</summary>
    public Variable Positive(Variable x) =>
        Record(x.Value.Map(static v => Math.Max(v, 0)), gradient => x.Receive(x.Value.Map(static v => v > 0 ? 1 : 0) * gradient));

    /// <summary>min(x, 0), with derivative 1 at 0.</summary>
    public Variable Negative(Variable x) =>
        Record(x.Value.Map(static v => Math.Min(v, 0)), gradient => x.Receive(x.Value.Map(static v => v > 0 ? 0 : 1) * gradient));

    /// <summary>Over samples: 1 × units.</summary>
    public Variable SumOfRows(Variable x) => Record(x.Value.SumOfRows(), gradient => x.Receive(Ones(x) * gradient));

    /// <summary>Over units: samples × 1.</summary>
    public Variable SumOfColumns(Variable x) => Record(x.Value.SumOfColumns(), gradient => x.Receive(Ones(x) * gradient));

    /// <summary>The number of each row at a column of its own: samples × 1.</summary>
    public Variable Pick(Variable x, IReadOnlyList<int> columns)
    {
        var picked = new Matrix(x.Value.Rows, 1, [.. columns.Select((column, row) => x.Value[row, column])]);
        return Record(picked, gradient =>
        {
            var scattered = new Matrix(x.Value.Rows, x.Value.Columns);
            for (var row = 0; row < columns.Count; row++)
                scattered[row, columns[row]] = gradient[row, 0];
            x.Receive(scattered);
        });
    }

    /// <summary>Rows of a table, one after another, <paramref name="perRow"/> of them side by side in a row of the result.</summary>
    public Variable Rows(Variable table, ReadOnlyMemory<ushort> numbers, int perRow)
    {
        var width = table.Value.Columns;
        var result = new Matrix(numbers.Length / perRow, perRow * width);
        for (var i = 0; i < numbers.Length; i++)
            for (var j = 0; j < width; j++)
                result[i / perRow, (i % perRow * width) + j] = table.Value[numbers.Span[i], j];
        return Record(result, gradient =>
        {
            var added = new Matrix(table.Value.Rows, width);
            for (var i = 0; i < numbers.Length; i++)
                for (var j = 0; j < width; j++)
                    added[numbers.Span[i], j] += gradient[i / perRow, (i % perRow * width) + j];
            table.Receive(added);
        });
    }

    /// <summary>The same numbers in so many rows.</summary>
    public Variable Reshape(Variable x, int rows) => Record(
        new Matrix(rows, x.Value.Numbers.Length / rows, x.Value.Numbers.ToArray()),
        gradient => x.Receive(new Matrix(x.Value.Rows, x.Value.Columns, gradient.Numbers.ToArray())));

    private static Matrix Ones(Variable x) => x.Value.Map(static _ => 1);

    private Variable Record(Matrix value, Action<Matrix> backward)
    {
        var result = new Variable(value);
        _steps.Push(() => backward(result.Gradient));
        return result;
    }
}
