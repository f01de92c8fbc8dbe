using Sweeps.Engine.Activations;

namespace Sweeps.Engine.Layers;

/// <summary>What the managed engine makes of settings.</summary>
internal static class SettingsExtensions
{
    extension(NetworkSettings network)
    {
        /// <summary>Whether the activation is the project's own to the last bit. Then no other bit has to be PyTorch's.</summary>
        public bool HasOwnActivation =>
            network.Arithmetic == ArithmeticKind.Fast && ActivationCatalogue.Of(network).HasOwnBits;
    }
}
