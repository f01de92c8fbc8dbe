using Sweeps.Engine;
using Sweeps.Engine.Training;
using Sweeps.Training;

namespace Sweeps.Torch.Tests;

/// <summary>The engine under test, and the one that it is compared with.</summary>
internal static class Engines
{
    private static readonly Lazy<TorchEngine> s_torch = new(() => new TorchEngine(ManagedModels.Catalogue));

    public static ITrainingEngine Managed { get; } = new TrainingEngine();

    /// <summary>Skips the test where no LibTorch is published for the platform.</summary>
    public static TorchEngine Torch
    {
        get
        {
            Assert.SkipUnless(AppContext.GetData("Sweeps.Torch.NativeFolders") is not null, "There is no package of LibTorch for this platform.");
            return s_torch.Value;
        }
    }
}
