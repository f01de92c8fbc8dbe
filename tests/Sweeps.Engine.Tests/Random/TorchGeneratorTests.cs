using System.Text.Json;
using Sweeps.Numerics.Random;

namespace Sweeps.Engine.Tests.Random;

public class TorchGeneratorTests
{
    public static TheoryData<string, string> Streams()
    {
        var data = new TheoryData<string, string>();
        foreach (var list in (string[])["embedded-names", "makemore-names", "spanish-surnames"])
            foreach (var stream in Goldens.Load(list).GetProperty("streams").EnumerateObject())
                data.Add(list, stream.Name);
        return data;
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public void Integers_and_uniforms_equal_PyTorch_exactly(string list, string seed)
    {
        var golden = Stream(list, seed);
        foreach (var count in (int[])[5, 20])
        {
            var values = new float[count];
            New(seed).Rand(values);
            Assert.Equal(golden.GetProperty($"rand({count})").Floats(), values);
        }

        var generator = New(seed);
        Assert.Equal(golden.GetProperty("randint(0,182625,(32,))").Ints(), Enumerable.Range(0, 32).Select(_ => generator.RandInt(182625)));
        Assert.Equal(golden.GetProperty("randperm(10)").Ints(), New(seed).RandPerm(10));
        Assert.Equal(golden.GetProperty("randperm(182625)[:32]").Ints(), New(seed).RandPerm(182625)[..32]);
        generator = New(seed);
        Assert.Equal(
            golden.GetProperty("random_ int64 x3").EnumerateArray().Select(v => v.GetInt64()),
            Enumerable.Range(0, 3).Select(_ => generator.RandomInt64()));
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public void Normals_equal_PyTorch_within_1e_6(string list, string seed)
    {
        var golden = Stream(list, seed);
        foreach (var count in (int[])[5, 16, 35])
        {
            var values = new float[count];
            New(seed).Normal(values);
            AssertClose(golden.GetProperty($"randn({count})").Floats(), values);
        }
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public void A_call_leaves_the_stream_where_PyTorch_leaves_it(string list, string seed)
    {
        var expected = Stream(list, seed).GetProperty("rand(3) then randn(3) then randn(20) then randint(0,100,(3,))").Floats();
        var generator = New(seed);
        var actual = new float[29];
        generator.Rand(actual.AsSpan(0, 3));
        generator.Normal(actual.AsSpan(3, 3));
        generator.Normal(actual.AsSpan(6, 20));
        for (var i = 26; i < 29; i++)
            actual[i] = generator.RandInt(100);
        AssertClose(expected, actual);
        Assert.Equal(expected[26..], actual[26..]);
    }

    [Fact]
    public void Uniform_initialisation_equals_PyTorch_exactly()
    {
        var golden = Goldens.Load("embedded-names").GetProperty("init").GetProperty("xavier_uniform 30x30 gain sqrt2 seed 1, first 6").Floats();
        var bound = Math.Sqrt(3.0) * Math.Sqrt(2.0) * Math.Sqrt(2.0 / 60);
        var values = new float[900];
        new TorchGenerator(1).Uniform(values, -bound, bound);
        Assert.Equal(golden, values[..6]);
    }

    [Fact]
    public void A_saved_stream_goes_on_where_it_was()
    {
        var original = new TorchGenerator(7);
        original.Normal(new float[3]);
        using var memory = new MemoryStream();
        original.Save(new BinaryWriter(memory));
        memory.Position = 0;
        var restored = new TorchGenerator(1);
        restored.Restore(new BinaryReader(memory));
        var expected = new float[700];
        var actual = new float[700];
        foreach (var (generator, values) in new[] { (original, expected), (restored, actual) })
        {
            generator.Normal(values.AsSpan(0, 5));
            generator.Normal(values.AsSpan(5));
        }

        Assert.Equal(expected, actual);
    }

    private static TorchGenerator New(string seed) => new(ulong.Parse(seed));

    private static JsonElement Stream(string list, string seed) => Goldens.Load(list).GetProperty("streams").GetProperty(seed);

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-6f * Math.Max(1, Math.Abs(expected[i])));
    }
}
