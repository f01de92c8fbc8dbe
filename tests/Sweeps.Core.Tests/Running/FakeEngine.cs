using System.Buffers.Binary;
using System.Security.Cryptography;
using Sweeps.Engine;
using Sweeps.Numerics;
using Sweeps.Training;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Tests.Running;

/// <summary>An engine whose numbers are a pure function of a cell's settings: thousands of runs a second, and a state to save like a real one's.</summary>
internal sealed class FakeEngine : ITrainingEngine
{
    private static readonly ModuleInfo[] s_modules = [new(0, "Embedding", ModuleRole.Embedding, 0, 3, 2), new(1, "Linear", ModuleRole.Logits, 0, 2, 3)];

    /// <summary>Called before every step with the cell and the step.</summary>
    public Action<CellSettings, int>? BeforeStep { get; init; }

    /// <summary>Runs whose training was begun.</summary>
    public int Started;

    /// <summary>Steps trained in all.</summary>
    public int Steps;

    /// <summary>Moves every number.</summary>
    public ulong Moved { get; init; }

    public string Name => "fake";

    public string Arithmetic { get; init; } = "fake-1";

    public ModelCatalogue Catalogue => ManagedModels.Catalogue;

    public string? Refuses(CellSettings cell, IDataset data) => null;

    public RunDescription Describe(CellSettings cell) => new(s_modules, 12, cell.Training.Steps * 1e-6, 1e6);

    public ITrainingRun Start(CellSettings cell, IDataset data, ITrainingTap? tap)
    {
        Interlocked.Increment(ref Started);
        return new Run(this, cell, tap);
    }

    public ITrainedNetwork Load(NetworkSettings network, IReadOnlyDictionary<string, NamedTensor> tensors) => throw new NotSupportedException();

    private sealed class Run(FakeEngine engine, CellSettings cell, ITrainingTap? tap) : ITrainingRun, IStepView
    {
        private readonly List<float> _losses = [];
        private ulong _state = cell.Training.Seed * 7919 + (ulong)BitConverter.DoubleToInt64Bits(cell.Training.LearningRate) + engine.Moved;

        public int StepsDone => _losses.Count;

        public ReadOnlySpan<float> Losses => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_losses);

        public int? DivergedAt { get; private set; }

        public bool IsFinished => DivergedAt is not null || StepsDone == cell.Training.Steps;

        public int Step { get; private set; }

        public float LearningRate => (float)cell.Training.LearningRate;

        public float Loss { get; private set; }

        IReadOnlyList<ModuleInfo> IStepView.Modules => s_modules;

        public void Advance(int steps)
        {
            for (; steps > 0 && !IsFinished; steps--)
            {
                engine.BeforeStep?.Invoke(cell, StepsDone);
                Interlocked.Increment(ref engine.Steps);
                Step = StepsDone;
                _state = (_state * 6364136223846793005) + 1442695040888963407;
                // A learning rate above 10 diverges at the step it names.
                Loss = cell.Training.LearningRate > 10 && Step == (int)cell.Training.LearningRate
                    ? float.NaN
                    : 3 - (Step / (float)(Step + 50)) + ((_state >> 40) / (float)(1 << 24) * 0.1f);
                if (tap?.Wants(Step) is not (null or TensorKinds.None))
                    tap.Observe(this);
                _losses.Add(Loss);
                if (!float.IsFinite(Loss))
                    DivergedAt = Step;
            }
        }

        public double? Evaluate(ExampleSet split) => split.Count == 0 ? null : 2.5 + ((_state >> 40) / (double)(1 << 26));

        public IReadOnlyList<NamedTensor> Weights() => [new("Embedding.0.weight", [3, 2], Values(1)), new("Linear.0.weight", [3, 2], Values(2))];

        public void Save(Stream stream)
        {
            using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
            writer.Write(_state);
            writer.Write(_losses.Count);
            foreach (var loss in _losses)
                writer.Write(loss);
        }

        public void Restore(Stream stream)
        {
            using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
            _state = reader.ReadUInt64();
            for (var i = reader.ReadInt32(); i > 0; i--)
                _losses.Add(reader.ReadSingle());
            if (_losses.Count > cell.Training.Steps)
                throw new InvalidDataException("A state of a longer run.");
        }

        public bool Has(ModuleInfo module, TensorKinds kind) => true;

        public TensorView Tensor(ModuleInfo module, TensorKinds kind) => new(Values((int)kind + (module.Index * 100)), 3, 2, 2, 1);

        public TensorView Input(ModuleInfo module) => new(Values(module.Index * 1000), 3, 2, 2, 1);

        public void Dispose()
        {
        }

        private float[] Values(int what)
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(BitConverter.GetBytes(_state + ((ulong)what << 32)), hash);
            var values = new float[6];
            for (var i = 0; i < values.Length; i++)
                values[i] = BinaryPrimitives.ReadUInt32LittleEndian(hash[(4 * i)..]) / (float)uint.MaxValue;
            return values;
        }
    }
}
