using System.Diagnostics;

namespace Sweeps.Tests;

/// <summary>Starts processes for tests that say that they start some: the others stay fast.</summary>
internal static class TestProcess
{
    private static readonly string[] s_starting = [TestKind.Process, TestKind.Cluster, TestKind.Browser];

    public static Process? Start(ProcessStartInfo start)
    {
        Require(s_starting);
        return Process.Start(start);
    }

    public static Process Start(string program, params IEnumerable<string> arguments)
    {
        Require(s_starting);
        return Process.Start(program, arguments);
    }

    /// <summary>Fails the test that is running unless it is of one of some kinds.</summary>
    public static void Require(params string[] kinds)
    {
        var current = TestContext.Current;
        // In a fixture there is no test yet; while tests are looked for, there is not even a collection.
        var traits = current.Test?.Traits ?? current.TestClass?.Traits ?? current.TestCollection?.Traits;
        if (traits is null)
            return;
        if (!traits.TryGetValue(TestKind.Trait, out var found) || !found.Intersect(kinds, StringComparer.Ordinal).Any())
            throw new InvalidOperationException($"{current.TestClass?.TestClassName} needs an attribute [Kind(…)] with one of {string.Join(", ", kinds)}: it starts a process.");
    }

    /// <summary>The same for a process of any kind.</summary>
    public static void Require() => Require(s_starting);
}
