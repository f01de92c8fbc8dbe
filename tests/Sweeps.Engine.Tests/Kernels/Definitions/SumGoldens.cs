using System.Text.Json;

namespace Sweeps.Engine.Tests.Kernels.Definitions;

/// <summary>What PyTorch's sums give (Goldens/make_sums.py).</summary>
internal static class SumGoldens
{
    private static readonly JsonElement s_root = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Kernels", "Goldens", "sums.json"))).RootElement;

    public static IEnumerable<JsonElement> Section(string name) => s_root.GetProperty(name).EnumerateArray();

    public static float[] Floats(JsonElement golden) =>
        [.. golden.GetProperty("bits").EnumerateArray().Select(b => BitConverter.Int32BitsToSingle(b.GetInt32()))];
}
