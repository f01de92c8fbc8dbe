namespace Sweeps.Torch.Modules;

/// <summary>How this engine makes what a catalogue names.</summary>
/// <param name="Name">The descriptor's name.</param>
/// <param name="Options">The last parts of the names of the options that it has a meaning for.</param>
/// <param name="Create">Makes it.</param>
internal sealed record TorchKind<T>(string Name, IReadOnlyList<string> Options, T Create);
