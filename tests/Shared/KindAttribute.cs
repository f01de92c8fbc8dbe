using Xunit.v3;

namespace Sweeps.Tests;

/// <summary>
/// What tests of a class need that takes time: <c>dotnet test --filter "Fast!=no"</c> leaves them out, <c>--filter Kind=process</c> runs those of one kind.
/// Tests without it stay in their process and take a second or so.
/// </summary>
/// <param name="kind">One of the constants of <see cref="TestKind"/>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
internal sealed class KindAttribute(string kind) : Attribute, ITraitAttribute
{
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new(TestKind.Trait, kind), new("Fast", "no")];
}
