using Sweeps.Numerics;
using Sweeps.Training;

namespace Sweeps.Core.Tests.Handlers;

/// <summary>A step made of given matrices, laid out in either order with NaN in the padding: a handler that reads padding fails.</summary>
internal sealed class FakeStep : IStepView
{
    private readonly Dictionary<(ModuleInfo, TensorKinds), float[,]> _tensors = [];
    private readonly Dictionary<ModuleInfo, float[,]> _inputs = [];
    private readonly List<ModuleInfo> _modules = [];
    private readonly Dictionary<(float[,], bool, int), float[]> _laidOut = [];

    public int Step { get; set; }

    public float LearningRate { get; set; } = 0.1f;

    public float Loss { get; set; }

    public IReadOnlyList<ModuleInfo> Modules => _modules;

    /// <summary>Whether a column (a unit) rather than a row (a sample) lies contiguously.</summary>
    public bool ColumnsContiguous { get; set; }

    /// <summary>Floats between one line and the next that belong to nobody.</summary>
    public int Padding { get; set; } = 3;

    /// <summary>What was asked for, so that a test can see which tensors a handler reads.</summary>
    public TensorKinds Read { get; private set; }

    public ModuleInfo Add(string type, int inputs = 1, int outputs = 1)
    {
        var module = TestModules.Of(_modules.Count, type, _modules.Count(other => string.Equals(other.Type, type, StringComparison.Ordinal)), inputs, outputs);
        _modules.Add(module);
        return module;
    }

    public FakeStep Set(ModuleInfo module, TensorKinds kind, float[,] values)
    {
        _tensors[(module, kind)] = values;
        return this;
    }

    public FakeStep SetInput(ModuleInfo module, float[,] values)
    {
        _inputs[module] = values;
        return this;
    }

    public bool Has(ModuleInfo module, TensorKinds kind) => _tensors.ContainsKey((module, kind));

    public TensorView Tensor(ModuleInfo module, TensorKinds kind)
    {
        Read |= kind;
        return View(_tensors[(module, kind)]);
    }

    public TensorView Input(ModuleInfo module)
    {
        Read |= TensorKinds.Output;
        return View(_inputs[module]);
    }

    public static TensorView View(float[,] values, bool columnsContiguous, int padding)
    {
        var (rows, columns) = (values.GetLength(0), values.GetLength(1));
        var (rowStride, columnStride) = columnsContiguous ? (1, rows + padding) : (columns + padding, 1);
        return new TensorView(LaidOut(values, columnsContiguous, padding).AsSpan(1), rows, columns, rowStride, columnStride);
    }

    // Laid out once, so that a test of allocations sees the handler's alone.
    private TensorView View(float[,] values)
    {
        if (!_laidOut.TryGetValue((values, ColumnsContiguous, Padding), out var data))
            _laidOut[(values, ColumnsContiguous, Padding)] = data = LaidOut(values, ColumnsContiguous, Padding);
        var (rows, columns) = (values.GetLength(0), values.GetLength(1));
        return ColumnsContiguous
            ? new TensorView(data.AsSpan(1), rows, columns, 1, rows + Padding)
            : new TensorView(data.AsSpan(1), rows, columns, columns + Padding, 1);
    }

    private static float[] LaidOut(float[,] values, bool columnsContiguous, int padding)
    {
        var (rows, columns) = (values.GetLength(0), values.GetLength(1));
        var (rowStride, columnStride) = columnsContiguous ? (1, rows + padding) : (columns + padding, 1);
        var (lines, stride) = columnsContiguous ? (columns, rows + padding) : (rows, columns + padding);
        // One float before the first element, so that vectors start on odd addresses, too.
        var data = new float[1 + (lines * stride)];
        Array.Fill(data, float.NaN);
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
                data[1 + (row * rowStride) + (column * columnStride)] = values[row, column];
        return data;
    }
}
