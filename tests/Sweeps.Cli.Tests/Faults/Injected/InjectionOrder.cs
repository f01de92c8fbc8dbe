using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Sweeps.Cli.Tests.Faults.Injected;

/// <summary>
/// Every call of every kind with everything that may happen to it, and pairs; in an order in which each beginning has as much of every scenario and kind of call.
/// Draws depend on the seed and on what is drawn for alone: an execution that makes a call more changes nothing for the others.
/// </summary>
/// <param name="seed">Of all draws.</param>
internal sealed class InjectionOrder(int seed)
{
    private const string Pair = "pair";

    private const int PairsPerScenario = 200;

    /// <summary>Calls beyond those that the undisturbed execution makes: a disturbed one may make more.</summary>
    private const int Beyond = 3;

    private static readonly string[] s_errors = ["EIO", "ENOSPC", "EACCES"];

    /// <param name="index">Of the share, from 0.</param>
    /// <param name="shares">Of which each has other injections.</param>
    public IEnumerable<Injection> Of(Bench bench, IEnumerable<Scenario> scenarios, int index, int shares) =>
        scenarios.SelectMany(scenario => Strata(scenario, bench.Prepare(scenario).Counts))
            .SelectMany(stratum => stratum.Select(injection => (injection, draw: Draw(injection.ToString()))).OrderBy(drawn => drawn.draw).Select((drawn, place) => (drawn.injection, drawn.draw, place)))
            .Where(drawn => drawn.draw % (uint)shares == (uint)index)
            .OrderBy(drawn => drawn.place).ThenBy(drawn => drawn.draw)
            .Select(drawn => drawn.injection);

    private IEnumerable<IEnumerable<Injection>> Strata(Scenario scenario, IReadOnlyDictionary<string, int> counts)
    {
        foreach (var kind in FileCalls.Kinds.Where(kind => counts[kind] > 0))
            yield return Enumerable.Range(1, counts[kind] + Beyond).SelectMany(number => Singles(scenario, kind, number));
        yield return Enumerable.Range(0, PairsPerScenario).Select(number => RandomPair(scenario, counts, number));
    }

    private IEnumerable<Injection> Singles(Scenario scenario, string kind, int number)
    {
        foreach (var error in s_errors)
            yield return new(scenario, kind, error, [new(kind, number, error)]);
        yield return new(scenario, kind, "kill", [new(kind, number, "kill")]);
        yield return WithCut(new(scenario, kind, "cut", [new(kind, number, "kill")]));
        if (FileCalls.Changing.Contains(kind))
            yield return WithCut(new(scenario, kind, "EIO, cut", [new(kind, number, "EIO")]));
        if (kind is "write")
            yield return new(scenario, kind, "short", [new(kind, number, "short")]);
    }

    private Injection RandomPair(Scenario scenario, IReadOnlyDictionary<string, int> counts, int number)
    {
        var random = new System.Random((int)Draw($"{scenario} {number}"));
        var kinds = FileCalls.Kinds.Where(kind => counts[kind] > 0).ToArray();
        string[] actions = [.. s_errors, "kill-after"];
        Fault DrawFault()
        {
            var kind = kinds[random.Next(kinds.Length)];
            return new(kind, random.Next(1, counts[kind] + Beyond), actions[random.Next(actions.Length)], FromThenOn: random.Next(4) == 0);
        }

        var pair = new Injection(scenario, Pair, Pair, [DrawFault(), DrawFault()]);
        return random.Next(2) == 0 ? WithCut(pair) : pair;
    }

    private Injection WithCut(Injection injection)
    {
        var draw = Draw($"{injection} {injection.Disturbance}");
        return injection with { Cut = new(PowerCut.Kinds[(int)(draw % (uint)PowerCut.Kinds.Count)], (int)(draw >> 8)) };
    }

    private uint Draw(string what) => BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed} {what}")));
}
