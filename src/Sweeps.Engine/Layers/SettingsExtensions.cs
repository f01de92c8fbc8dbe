using Sweeps.Training;

namespace Sweeps.Engine.Layers;

/// <summary>What the managed engine makes of settings.</summary>
internal static class SettingsExtensions
{
    extension(NetworkSettings network)
    {
        /// <summary>Whether the activation is the project's own to the last bit. Then no other bit has to be PyTorch's.</summary>
        public bool HasOwnActivation =>
            network.Arithmetic == ArithmeticKind.Fast && network.Residual == ResidualKind.None && network.Activation is ActivationKind.Tanh or ActivationKind.Gelu;
    }

    extension(InitSettings init)
    {
        /// <summary>What a linear layer among these modules gets.</summary>
        public LayerInit Of(ModuleInfo linear, IReadOnlyList<ModuleInfo> modules) =>
            linear == modules.Last(module => module.Kind == ModuleKind.Linear) ? init.Logits : init.Hidden;
    }
}
