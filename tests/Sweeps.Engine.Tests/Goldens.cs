using System.Text.Json;
using Sweeps.Tests;

namespace Sweeps.Engine.Tests;

/// <summary>The values from PyTorch in <c>shared/goldens</c> beside the project, and the lists they were made on.</summary>
internal static class Goldens
{
    public static JsonElement Load(string list)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Repository.Shared("goldens", $"goldens-{list}.json")));
        return document.RootElement.Clone();
    }

    public static float[] Floats(this JsonElement array) => [.. array.EnumerateArray().Select(v => v.GetSingle())];

    public static double[] Doubles(this JsonElement array) => [.. array.EnumerateArray().Select(v => v.GetDouble())];

    public static int[] Ints(this JsonElement array) => [.. array.EnumerateArray().Select(v => v.GetInt32())];
}
