using System.Runtime.CompilerServices;
using Sweeps.Tables;

namespace Sweeps.Core.Handlers;

/// <summary>A plugin's kind that cannot be used. Other kinds of the plugin can still be used.</summary>
/// <param name="Plugin">The path of the assembly as the user wrote it.</param>
/// <param name="Name">The name in definitions if it is known, else the name of the type.</param>
/// <param name="Problem">A message for the user that names the kind.</param>
public sealed record BrokenKind(string Plugin, string Name, string Problem);

/// <summary>A wrapper of a plugin's kind. Members that do not depend on options are read once; exceptions that the kind throws later are reported with its name and the plugin's.</summary>
internal sealed class PluginKind : IHandlerKind
{
    private readonly IHandlerKind _kind;
    private readonly ConditionalWeakTable<HandlerOptions, IReadOnlyList<ColumnSchema>> _columns = [];

    /// <param name="plugin">The path of the assembly as the user wrote it.</param>
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

    /// <summary>The names of the kind and the plugin, for messages.</summary>
    public string Whose { get; }

    public string Name { get; }

    public string Summary { get; }

    public IReadOnlyList<HandlerOption> Options { get; }

    public int Revision { get; }

    public double NanosecondsPerNumber { get; }

    public bool IsStateless { get; }

    /// <summary>The type of a kind: in the plugin's assembly for a plugin's kind, else its own type.</summary>
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

    /// <remarks>The answer for the same options is always the same, since a table must be finished with the columns it was begun with.</remarks>
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

    /// <summary>The text of an exception from a plugin's code, without exceptions that the framework wraps around it.</summary>
    public static string Told(Exception exception)
    {
        while (exception is System.Reflection.TargetInvocationException or TypeInitializationException && exception.InnerException is { } inner)
            exception = inner;
        return $"{exception.GetType().Name}: {exception.Message}";
    }
}
