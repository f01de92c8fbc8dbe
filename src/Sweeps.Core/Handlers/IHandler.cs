using Sweeps.Tables;
using Sweeps.Training;

namespace Sweeps.Core.Handlers;

/// <summary>A statistic of one run. Its schedule is handled outside.</summary>
public interface IHandler
{
    /// <summary>The tensors that the handler reads.</summary>
    TensorKinds Needs { get; }

    /// <summary>Computes the handler's rows for a step.</summary>
    /// <exception cref="Exception">Any exception ends this run as failed and is stored with it. Other runs are not affected.</exception>
    void Observe(IStepView step, HandlerRows rows);
}

/// <summary>A kind of statistic that definitions can name. A plugin is an assembly with public kinds that have a constructor without parameters.</summary>
public interface IHandlerKind
{
    /// <summary>The name in definitions, and the name of the table unless the definition gives another: lower case, words joined by '_'.</summary>
    string Name { get; }

    /// <summary>One sentence for <c>sweeps handlers</c>.</summary>
    string Summary { get; }

    /// <summary>The options besides the schedule (<c>every</c>, <c>at</c>, <c>first</c>, <c>last</c>) and <c>name</c>. An option named <c>at</c> replaces that of the schedule.</summary>
    IReadOnlyList<HandlerOption> Options { get; }

    /// <summary>The version of the statistic. Raise it when the same options give different numbers, so that stored tables of the old version are not reused.</summary>
    int Revision => 1;

    /// <summary>The time in nanoseconds that one observation takes per number in the needed tensors of all modules. Used only to estimate the duration of a sweep.</summary>
    double NanosecondsPerNumber => 3;

    /// <summary>Whether its handlers keep no state between steps. If this is false and its handlers are no <see cref="IStatefulHandler"/>, the state of long runs is not saved during training: a run that is stopped then starts again from the beginning.</summary>
    bool IsStateless => false;

    /// <summary>A message for the user about options that are each allowed but do not fit together; null if there is no problem.</summary>
    string? Problem(HandlerOptions options) => null;

    /// <summary>The columns after cell, run, step, layer, module_index, module and tensor.</summary>
    IReadOnlyList<ColumnSchema> Columns(HandlerOptions options);

    /// <summary>Creates a handler for one run.</summary>
    /// <param name="options">A value for each of <see cref="Options"/>, defaults filled in.</param>
    IHandler Create(HandlerOptions options);
}
