using static TorchSharp.torch;

namespace Sweeps.Torch.Trees;

/// <summary>Watches modules at work.</summary>
internal static class ModuleHooks
{
    /// <summary>Watches what flows through a module when it is invoked by <c>call</c>.</summary>
    /// <param name="entering">Gets the first input, and returns what the module gets.</param>
    /// <param name="leaving">Gets the output, and returns what flows on.</param>
    /// <returns>False if the module takes or gives something else than up to three tensors and one.</returns>
    public static bool TryWatch(nn.Module module, Func<Tensor, Tensor> entering, Func<Tensor, Tensor> leaving)
    {
        switch (module)
        {
            case nn.Module<Tensor, Tensor> one:
                one.register_forward_pre_hook((_, input) => entering(input));
                one.register_forward_hook((_, _, output) => leaving(output));
                return true;
            case nn.Module<Tensor, Tensor, Tensor> two:
                two.register_forward_pre_hook((_, first, second) => (entering(first), second));
                two.register_forward_hook((_, _, _, output) => leaving(output));
                return true;
            case nn.Module<Tensor, Tensor, Tensor, Tensor> three:
                three.register_forward_pre_hook((_, first, second, third) => (entering(first), second, third));
                three.register_forward_hook((_, _, _, _, output) => leaving(output));
                return true;
            default:
                return false;
        }
    }
}
