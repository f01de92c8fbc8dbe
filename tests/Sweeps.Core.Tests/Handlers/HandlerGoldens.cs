using System.Text.Json;

namespace Sweeps.Core.Tests.Handlers;

/// <summary>What numpy and PyTorch computed (Goldens/make_handler_goldens.py) for tensors made by the formula below.</summary>
internal static class HandlerGoldens
{
    private static readonly JsonElement s_root = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Handlers", "Goldens", "handler-goldens.json"))).RootElement;

    public static IEnumerable<JsonElement> Section(string name) => s_root.GetProperty(name).EnumerateArray();

    /// <summary>Multiples of 1/64, exact in float32.</summary>
    public static float[] Values(int count, long seed) =>
        [.. Enumerable.Range(0, count).Select(k => ((((long)k * k * 7919) + (13L * k) + (seed * 104729)) % 1009 - 504) / 64f)];

    public static float[,] Matrix(int rows, int columns, float[] values) =>
        Matrices.Map(new float[rows, columns], (_, i, j) => values[(i * columns) + j]);

    public static int Int(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    public static double Number(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    public static double[] Numbers(this JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(e => e.GetDouble())];
}
