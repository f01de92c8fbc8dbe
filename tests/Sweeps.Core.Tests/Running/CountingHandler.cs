using Sweeps.Core.Handlers;
using Sweeps.Tables;
using Sweeps.Training;

namespace Sweeps.Core.Tests.Running;

/// <summary>How a handler deals with what it remembers.</summary>
public enum Memory
{
    Saved,
    NotDeclared,
    SaveThrows,
    RestoreThrows,
    RestoreReadsTooLittle,
}

/// <summary>Notes how often it has looked, which only it knows.</summary>
internal class CountingHandler : IHandler
{
    protected int Looks { get; set; }

    public TensorKinds Needs => TensorKinds.Weight;

    public static HandlerDefinition Define(Memory memory) =>
        new("counting", new Kind(memory), new HandlerOptions(new Dictionary<string, object>(StringComparer.Ordinal)), HandlerSchedule.Always);

    public void Observe(IStepView step, HandlerRows rows)
    {
        rows.Begin(step.Step, step.Modules[0], TensorKinds.Weight);
        rows.Own<int>(0).Append(++Looks);
    }

    private sealed class Kind(Memory memory) : IHandlerKind
    {
        public string Name => "counting";

        public string Summary => "How often it has looked.";

        public IReadOnlyList<HandlerOption> Options => [];

        public IReadOnlyList<ColumnSchema> Columns(HandlerOptions options) => [new("looks", ColumnType.Int32)];

        public IHandler Create(HandlerOptions options) => memory is Memory.NotDeclared ? new CountingHandler() : new Saving(memory);
    }

    private sealed class Saving(Memory memory) : CountingHandler, IStatefulHandler
    {
        public void Save(Stream state)
        {
            if (memory is Memory.SaveThrows)
                throw new InvalidOperationException("It was asked to fail.");
            state.Write(BitConverter.GetBytes(Looks));
        }

        public void Restore(Stream state)
        {
            if (memory is Memory.RestoreThrows)
                throw new InvalidOperationException("It was asked to fail.");
            Span<byte> bytes = stackalloc byte[sizeof(int)];
            if (memory is Memory.RestoreReadsTooLittle)
                bytes = bytes[1..];
            state.ReadExactly(bytes);
            Looks = memory is Memory.RestoreReadsTooLittle ? -1 : BitConverter.ToInt32(bytes);
        }
    }
}
