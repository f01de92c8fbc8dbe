using Sweeps.Core.Handlers;
using Sweeps.Tables;
using Sweeps.Training;

namespace Sweeps.Cases.Plugin;

/// <summary>A handler that records nothing.</summary>
internal class EmptyHandler : IHandler
{
    public TensorKinds Needs => TensorKinds.Output;

    public virtual void Observe(IStepView step, HandlerRows rows)
    {
    }
}

/// <summary>Its table has no columns that could be told.</summary>
public sealed class ThrowingColumns : IHandlerKind
{
    public string Name => "throwing_columns";

    public string Summary => "Throws when asked for its columns.";

    public IReadOnlyList<HandlerOption> Options => [];

    public IReadOnlyList<ColumnSchema> Columns(HandlerOptions options) => throw new NotSupportedException("no columns");

    public IHandler Create(HandlerOptions options) => new EmptyHandler();
}

/// <summary>Its type cannot be initialised.</summary>
public sealed class ThrowingType : IHandlerKind
{
    private static readonly string s_summary = Fail();

    public string Name => "throwing_type";

    public string Summary => s_summary;

    public IReadOnlyList<HandlerOption> Options => [];

    public IReadOnlyList<ColumnSchema> Columns(HandlerOptions options) => [new("value", ColumnType.Double)];

    public IHandler Create(HandlerOptions options) => new EmptyHandler();

    private static string Fail() => throw new NotSupportedException("no summary");
}

/// <summary>Ends the process at its first look, as if all were done.</summary>
public sealed class Leaving : IHandlerKind
{
    public string Name => "leaving";

    public string Summary => "Ends the process.";

    public IReadOnlyList<HandlerOption> Options => [];

    public IReadOnlyList<ColumnSchema> Columns(HandlerOptions options) => [new("value", ColumnType.Double)];

    public IHandler Create(HandlerOptions options) => new Handler();

    private sealed class Handler : EmptyHandler
    {
        public override void Observe(IStepView step, HandlerRows rows) => Environment.Exit(0);
    }
}
