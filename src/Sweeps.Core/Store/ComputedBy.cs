using Sweeps.Core.Text;

namespace Sweeps.Core.Store;

/// <summary>What may move the last bits of a run and is no part of its identity: the machine, for some engines, and assemblies whose builds no version states.</summary>
internal static class ComputedBy
{
    /// <summary>What a user should know before runs of this execution stand beside earlier ones: a sentence or two for each change since the last execution that trained.</summary>
    /// <param name="executions">The stored executions, the earliest first.</param>
    public static IEnumerable<string> Warnings(IReadOnlyList<StoredExecution> executions, ExecutionInfo now)
    {
        foreach (var assembly in OtherAssemblies(executions, now))
            yield return $"{assembly} Stored runs are kept. If it computes something else now, raise its version or revision, or train everything again with --fresh; 'sweeps verify' tells whether the bits are the same.";
        if (Last(executions, now) is { Machine.Count: > 0 } earlier && Differences(earlier.Machine, now.Machine) is { } machine)
            yield return $"Stored runs were trained elsewhere ({machine}). With this engine the last bits depend on that: what is trained here may differ from them there.";
    }

    /// <summary>A sentence about each assembly that is not the one of the last execution that trained, though the version of the arithmetic is.</summary>
    public static IEnumerable<string> OtherAssemblies(IReadOnlyList<StoredExecution> executions, ExecutionInfo now)
    {
        var earlier = Last(executions, now)?.Assemblies ?? new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, sha256) in now.Assemblies.OrderBy(assembly => assembly.Key, StringComparer.Ordinal))
            if (earlier.GetValueOrDefault(name) is { } then && !string.Equals(then, sha256, StringComparison.Ordinal))
                yield return $"'{Texts.Plain(name)}' is another build than the one that trained stored runs, and states the same version (its sha256 was {Texts.Plain(then)} and is now {sha256}).";
    }

    /// <summary>How facts about a machine differ from those of another one; null if they do not.</summary>
    public static string? Differences(IReadOnlyDictionary<string, string> then, IReadOnlyDictionary<string, string> here, string other = "here")
    {
        var names = then.Keys.Union(here.Keys, StringComparer.Ordinal).Where(name => !string.Equals(then.GetValueOrDefault(name), here.GetValueOrDefault(name), StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        var told = string.Join("; ", names.Select(name => $"{name}: {then.GetValueOrDefault(name, "not set")}, {other} {here.GetValueOrDefault(name, "not set")}"));
        return told.Length == 0 ? null : Texts.Plain(told);
    }

    private static StoredExecution? Last(IReadOnlyList<StoredExecution> executions, ExecutionInfo now) =>
        executions.LastOrDefault(execution => execution.Trained != 0 && string.Equals(execution.Arithmetic, now.Arithmetic, StringComparison.Ordinal));
}
