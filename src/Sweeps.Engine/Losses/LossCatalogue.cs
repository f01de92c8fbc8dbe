namespace Sweeps.Engine.Losses;

/// <summary>The losses that there are.</summary>
internal static class LossCatalogue
{
    /// <summary>Every loss, in the order in which they are listed to people.</summary>
    public static IReadOnlyList<EngineLoss> All { get; } = [new CrossEntropyLoss(), new MeanSquaredErrorLoss()];

    /// <summary>The same, by name.</summary>
    public static Catalogue<LossDescriptor> Descriptors { get; } = new("loss", All);

    /// <summary>The loss with this name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static EngineLoss Of(string name) => (EngineLoss)Descriptors.Get(name);
}
