using System.Globalization;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Plans;
using Sweeps.Core.Store;

namespace Sweeps.Core.Verification;

/// <summary>What a stored run was trained with, besides its parameters: its id is a hash over them and this.</summary>
/// <param name="Arithmetic">Version of the engine's arithmetic.</param>
/// <param name="DataSha256">Of its list.</param>
internal sealed record RunOrigin(string Arithmetic, string DataSha256)
{
    /// <summary>Finds out which of the known engines and lists give a run its id.</summary>
    /// <returns>Null if none does.</returns>
    public static RunOrigin? Of(RunOutcome run, IReadOnlyCollection<StoredExecution> known)
    {
        var acting = run.Parameters.ToArray();
        if (acting.Length != run.Parameters.Set.All.Count || !ulong.TryParse(run.Run, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id))
            return null;
        // The list's name first; it may have had another one then.
        var source = run.Parameters.Of(run.Parameters.Set.Dataset.Source) as string ?? "";
        var lists = known.SelectMany(execution => execution.Data).OrderBy(list => !string.Equals(list.Key, source, StringComparison.Ordinal)).Select(list => list.Value).Distinct(StringComparer.Ordinal).ToList();
        foreach (var arithmetic in known.Select(execution => execution.Arithmetic).Distinct(StringComparer.Ordinal))
        {
            var identity = new RunIdentity(run.Parameters.Set.All, arithmetic);
            foreach (var list in lists)
                if (identity.Hash(acting, list) == id)
                    return new RunOrigin(arithmetic, list);
        }

        return null;
    }

    /// <summary>What differs from another origin, in words; null if nothing does.</summary>
    /// <param name="then">For example <c>was</c>.</param>
    /// <param name="now">For example <c>is now</c>.</param>
    public string? Changes(RunOrigin other, string then, string now)
    {
        var changes = new List<string>(2);
        if (!string.Equals(DataSha256, other.DataSha256, StringComparison.Ordinal))
            changes.Add($"the data changed: the list's sha256 {then} {DataSha256} and {now} {other.DataSha256}");
        if (!string.Equals(Arithmetic, other.Arithmetic, StringComparison.Ordinal))
            changes.Add($"the engine's arithmetic changed: it {then} '{Arithmetic}' and {now} '{other.Arithmetic}'");
        return changes.Count == 0 ? null : string.Join("; ", changes);
    }
}
