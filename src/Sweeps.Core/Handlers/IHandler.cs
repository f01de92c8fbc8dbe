using Sweeps.Tables;
using Sweeps.Training;

namespace Sweeps.Core.Handlers;

/// <summary>One statistic of one run. When it looks is not its business.</summary>
public interface IHandler
{
    /// <summary>The tensors it looks at.</summary>
    TensorKinds Needs { get; }

    /// <summary>Computes its rows for a step.</summary>
    /// <exception cref="Exception">Ends this run as failed, on record, never its siblings.</exception>
    void Observe(IStepView step, HandlerRows rows);
}

/// <summary>A kind of statistic that definitions can ask for by name. A plugin is an assembly with public kinds that have a constructor without parameters.</summary>
public interface IHandlerKind
{
    /// <summary>The name in definitions, and of the table unless the definition gives another: lower case, words joined by '_'.</summary>
    string Name { get; }

    /// <summary>One sentence for <c>sweeps handlers</c>.</summary>
    string Summary { get; }

    /// <summary>What can be set besides the schedule (<c>every</c>, <c>at</c>, <c>first</c>, <c>last</c>) and <c>name</c>. An option called <c>at</c> takes the place of the schedule's.</summary>
    IReadOnlyList<HandlerOption> Options { get; }

    /// <summary>Raise it when the same options give other numbers, so that stored tables are not taken for what a definition asks.</summary>
    int Revision => 1;

    /// <summary>What a look takes per number in the tensors that its handler needs, of all modules: for the expected time alone.</summary>
    double NanosecondsPerNumber => 3;

    /// <summary>Whether its handlers remember nothing from one look to the next. Of a kind that does not say so, and whose handlers are no <see cref="IStatefulHandler"/>, long runs are not saved under way: one that is stopped begins anew.</summary>
    bool IsStateless => false;

    /// <summary>What is wrong with options that are each allowed but do not fit together, in words for the user; null if nothing is.</summary>
    string? Problem(HandlerOptions options) => null;

    /// <summary>The columns after cell, run, step, layer, module_index, module and tensor.</summary>
    IReadOnlyList<ColumnSchema> Columns(HandlerOptions options);

    /// <summary>A handler for one run.</summary>
    /// <param name="options">A value for each of <see cref="Options"/>, defaults filled in.</param>
    IHandler Create(HandlerOptions options);
}
