using Sweeps.Training;

namespace Sweeps.Torch.Tests.Tasks;

/// <summary>Keeps copies of everything that a tap sees.</summary>
internal sealed class Looks : ITrainingTap
{
    private static readonly TensorKinds[] s_kinds = [.. Enum.GetValues<TensorKinds>().Where(kind => kind != TensorKinds.None)];

    public Dictionary<(int Step, string Module, TensorKinds Kind), (int Rows, int Columns, float[] Numbers)> Seen { get; } = [];

    public Dictionary<(int Step, string Module), float[]> Inputs { get; } = [];

    public TensorKinds Wants(int step) => s_kinds.Aggregate(TensorKinds.None, (all, kind) => all | kind);

    public void Observe(IStepView step)
    {
        foreach (var module in step.Modules)
        {
            foreach (var kind in s_kinds.Where(kind => step.Has(module, kind)))
            {
                var view = step.Tensor(module, kind);
                Seen.Add((step.Step, module.Name, kind), (view.Rows, view.Columns, Numbers(view)));
            }

            if (module.IsActivation)
                Inputs.Add((step.Step, module.Name), Numbers(step.Input(module)));
        }
    }

    private static float[] Numbers(Sweeps.Numerics.TensorView view)
    {
        var numbers = new float[view.Rows * view.Columns];
        for (var row = 0; row < view.Rows; row++)
            for (var column = 0; column < view.Columns; column++)
                numbers[(row * view.Columns) + column] = view[row, column];
        return numbers;
    }
}
