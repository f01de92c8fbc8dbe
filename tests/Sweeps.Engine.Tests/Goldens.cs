using System.Text.Json;

namespace Sweeps.Engine.Tests;

/// <summary>The values from PyTorch in <c>shared/goldens</c> beside the project, and the lists they were made on.</summary>
internal static class Goldens
{
    public static string SharedFolder { get; } = FindShared();

    public static JsonElement Load(string list)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(SharedFolder, "goldens", $"goldens-{list}.json")));
        return document.RootElement.Clone();
    }

    public static float[] Floats(this JsonElement array) => [.. array.EnumerateArray().Select(v => v.GetSingle())];

    public static double[] Doubles(this JsonElement array) => [.. array.EnumerateArray().Select(v => v.GetDouble())];

    public static int[] Ints(this JsonElement array) => [.. array.EnumerateArray().Select(v => v.GetInt32())];

    private static string FindShared()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "goldens");
            if (Directory.Exists(candidate))
                return Path.GetDirectoryName(candidate)!;
        }

        throw new DirectoryNotFoundException("No folder 'shared' beside the project.");
    }
}
