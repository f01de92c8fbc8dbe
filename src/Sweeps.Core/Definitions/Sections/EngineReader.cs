using Sweeps.Core.Engines;
using Sweeps.Core.Parameters;
using Sweeps.Core.Yaml;

namespace Sweeps.Core.Definitions.Sections;

/// <summary>Reads <c>engine</c>: the name of the engine that trains every cell.</summary>
internal static class EngineReader
{
    /// <param name="root">The definition; null if it is no mapping.</param>
    /// <param name="start">The place to report if no engine is written.</param>
    /// <returns>The engine and where it is chosen: the default one if none is, or none of that name exists.</returns>
    public static (EngineEntry Engine, SourceMark Place) Read(MappingNode? root, DefinitionContext context, SourceMark start, ErrorList errors)
    {
        var engines = context.Catalogue.Engines;
        // Other errors in the settings are reported when they are read with the engine's parameters.
        var set = context.Set.Count == 0 ? null : Overrides.Read(context.Set, context.Catalogue.Parameters, new ErrorList()).Top(ParameterSet.EngineKey);
        if ((set ?? root?[ParameterSet.EngineKey]) is not { } node)
            return (engines.Default, start);
        var name = new NameType([.. engines.Names]).Read(node, ParameterSet.EngineKey, errors) as string;
        return (engines.FirstOrDefault(engine => string.Equals(engine.Name, name, StringComparison.Ordinal)) ?? engines.Default, node.Mark);
    }
}
