using System.Runtime.CompilerServices;
using Sweeps.Tables;

namespace Sweeps.Core.Handlers;

/// <summary>A kind of a plugin that cannot be used. Others of the plugin can.</summary>
/// <param name="Plugin">The assembly as the user named it.</param>
/// <param name="Name">In definitions, as far as it could be asked for; else its type.</param>
/// <param name="Problem">What is wrong, for the user; it names the kind.</param>
public sealed record BrokenKind(string Plugin, string Name, string Problem);

/// <summary>A plugin's kind that was asked once for all that does not depend on options. What its code throws later is told with its name and the plugin's.</summary>
internal sealed class PluginKind : IHandlerKind
{
    private readonly IHandlerKind _kind;
    private readonly ConditionalWeakTable<HandlerOptions, IReadOnlyList<ColumnSchema>> _columns = [];

    /// <param name="plugin">The assembly as the user named it.</param>
    public PluginKind(IHandlerKind kind, string plugin)
    {
        _kind = kind;
        Name = kind.Name;
        Summary = kind.Summary;
        Options = [.. kind.Options];
        Revision = kind.Revision;
        NanosecondsPerNumber = kind.NanosecondsPerNumber;
        IsStateless = kind.IsStateless;
        Whose = $"the handler '{Name}' of the plugin '{plugin}'";
    }

    /// <summary>Kind and plugin, for messages.</summary>
    public string Whose { get; }

    public string Name { get; }

    public string Summary { get; }

    public IReadOnlyList<HandlerOption> Options { get; }

    public int Revision { get; }

    public double NanosecondsPerNumber { get; }

    public bool IsStateless { get; }

    /// <summary>The type of the kind in its assembly; of a shipped kind its own.</summary>
    public static string? TypeOf(IHandlerKind kind) => ((kind as PluginKind)?._kind ?? kind).GetType().FullName;

    public string? Problem(HandlerOptions options)
    {
        try
        {
            using (PluginCall.Enter(Whose))
                return _kind.Problem(options);
        }
        catch (Exception exception)
        {
            throw Failed("cannot check its options", exception);
        }
    }

    /// <remarks>Asked for the same options it says the same: tables that were begun have to be ended.</remarks>
    public IReadOnlyList<ColumnSchema> Columns(HandlerOptions options) => _columns.GetValue(options, known =>
    {
        try
        {
            using (PluginCall.Enter(Whose))
                return [.. _kind.Columns(known)];
        }
        catch (Exception exception)
        {
            throw Failed("cannot name its columns", exception);
        }
    });

    public IHandler Create(HandlerOptions options)
    {
        using (PluginCall.Enter(Whose))
            return _kind.Create(options) ?? throw new InvalidOperationException("its kind makes none.");
    }

    private PluginException Failed(string what, Exception exception) => new($"{char.ToUpperInvariant(Whose[0])}{Whose[1..]} {what}: {Told(exception)}", exception);

    /// <summary>What a plugin's code threw, without the wrappings of the framework.</summary>
    public static string Told(Exception exception)
    {
        while (exception is System.Reflection.TargetInvocationException or TypeInitializationException && exception.InnerException is { } inner)
            exception = inner;
        return $"{exception.GetType().Name}: {exception.Message}";
    }
}
