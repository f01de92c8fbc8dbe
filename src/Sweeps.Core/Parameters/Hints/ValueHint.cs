using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Parameters.Hints;

/// <summary>The names of a value in other tools (PyTorch, Keras, Lightning and others), and what to write instead.</summary>
/// <param name="Means">The value here; null if there is none.</param>
/// <param name="Advice">A sentence without a full stop; null if <paramref name="Means"/> says all.</param>
/// <param name="Values">The values elsewhere; how words are joined and letters are cased makes no difference.</param>
internal sealed record ValueHint(string? Means, string? Advice, params string[] Values)
{
    /// <summary>What people write for yes.</summary>
    public static IReadOnlyList<string> Yes { get; } = ["true", "yes", "on", "y", "1"];

    /// <summary>What people write for no.</summary>
    public static IReadOnlyList<string> No { get; } = ["false", "no", "off", "n", "0", "null", "nothing", "disabled"];

    /// <summary>The hints that descriptors give.</summary>
    /// <param name="plural">What they are, for messages: <c>activations</c>.</param>
    public static IEnumerable<ValueHint> Of(string plural, IReadOnlyList<Descriptor> descriptors) =>
    [
        .. descriptors.Where(descriptor => descriptor.CalledElsewhere.Count > 0)
            .Select(descriptor => new ValueHint(descriptor.Name, null, [.. descriptor.CalledElsewhere])),
        .. descriptors.Where(descriptor => descriptor.NearestOf.Count > 0)
            .Select(descriptor => new ValueHint(null, $"of the {plural} that there are, {descriptor.Name} is the nearest to it", [.. descriptor.NearestOf])),
    ];

    /// <summary>Whether it is for a value.</summary>
    /// <param name="folded">The value as <see cref="FoldedName"/> writes it.</param>
    public bool IsFor(string folded) => Values.Any(value => string.Equals(FoldedName.Of(value), folded, StringComparison.Ordinal));
}
