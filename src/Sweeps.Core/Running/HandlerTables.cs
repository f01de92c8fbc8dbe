using Sweeps.Core.Handlers;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Store;

namespace Sweeps.Core.Running;

/// <summary>The data about handlers that the store needs.</summary>
internal static class HandlerTables
{
    public static HandlerKey Key(HandlerDefinition handler) => new(handler.Name, handler.Signature);

    public static HandlerSpec Spec(HandlerDefinition handler) => new(handler, Key(handler), handler.NewTable().Schema);
}
