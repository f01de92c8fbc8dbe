using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Datasets.Synthetic;

/// <summary>The generators, in the order in which they are listed to people.</summary>
internal static class DataGenerators
{
    public static Catalogue<DataGenerator> All { get; } = new("generator", [new Gaussian(), new Teacher(), new Spirals(), new Blobs(), new Parity(), new ModularAddition()]);
}
