using Sweeps.Numerics;
using Sweeps.Training;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Tests.Engines;

/// <summary>An engine that returns constants: the least that an engine is. It knows two activations and two schedules, no initialisation without a gain, and trains at most 100 steps.</summary>
internal sealed class ConstantEngine : ISelectiveEngine
{
    public const float Loss = 1.5f;
    private static readonly ModuleInfo[] s_modules = [new(0, ModuleInfo.LinearType, ModuleRole.Logits, 0, 2, 3)];
    private static readonly float[] s_weights = [1, 2, 3, 4, 5, 6];

    public string Name => "constant";

    public string Arithmetic => "constant-1";

    public ModelCatalogue Catalogue { get; } = Sweeps.Engine.ManagedModels.Catalogue with
    {
        Activations = new("activation", [.. Sweeps.Engine.ManagedModels.Catalogue.Activations.Where(activation => activation.Name is "relu" or "tanh")]),
        Initialisations = new("initialisation", [.. Sweeps.Engine.ManagedModels.Catalogue.Initialisations.Where(one => one.TakesGain)]),
        Schedules = new("schedule", [.. Sweeps.Engine.ManagedModels.Catalogue.Schedules.Where(schedule => schedule.Name is "constant" or "step")]),
    };

    public string? Refuses(CellSettings cell) => cell.Training.Steps <= 100 ? null : $"it trains at most 100 steps, not {cell.Training.Steps}";

    public string? Refuses(CellSettings cell, IDataset data) => Refuses(cell);

    public RunDescription Describe(CellSettings cell) => new(s_modules, s_weights.Length, 1e-6, 1e6);

    public ITrainingRun Start(CellSettings cell, IDataset data, ITrainingTap? tap) => new Run(cell.Training, tap);

    public ITrainedNetwork Load(NetworkSettings network, IReadOnlyDictionary<string, NamedTensor> tensors) => throw new NotSupportedException();

    private sealed class Run(TrainingSettings settings, ITrainingTap? tap) : ITrainingRun, IStepView
    {
        private readonly float[] _losses = [.. Enumerable.Repeat(ConstantEngine.Loss, settings.Steps)];

        public int StepsDone { get; private set; }

        public ReadOnlySpan<float> Losses => _losses.AsSpan(0, StepsDone);

        public int? DivergedAt => null;

        public bool IsFinished => StepsDone == settings.Steps;

        public int Step => StepsDone;

        public float LearningRate => (float)settings.LearningRate;

        public float Loss => ConstantEngine.Loss;

        public IReadOnlyList<ModuleInfo> Modules => s_modules;

        public void Advance(int steps)
        {
            for (; steps > 0 && !IsFinished; steps--, StepsDone++)
                if (tap?.Wants(Step) is not (null or TensorKinds.None))
                    tap.Observe(this);
        }

        public double? Evaluate(ExampleSet split) => ConstantEngine.Loss;

        public IReadOnlyList<NamedTensor> Weights() => [new("Linear.0.weight", [3, 2], s_weights)];

        public void Save(Stream stream) => stream.Write(BitConverter.GetBytes(StepsDone));

        public void Restore(Stream stream)
        {
            Span<byte> done = stackalloc byte[sizeof(int)];
            stream.ReadExactly(done);
            StepsDone = BitConverter.ToInt32(done);
        }

        public bool Has(ModuleInfo module, TensorKinds kind) => true;

        public TensorView Tensor(ModuleInfo module, TensorKinds kind) => new(s_weights, 3, 2, 2, 1);

        public TensorView Input(ModuleInfo module) => new(s_weights, 3, 2, 2, 1);

        public void Dispose()
        {
        }
    }
}
