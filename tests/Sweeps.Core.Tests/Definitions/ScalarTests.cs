using Sweeps.Core.Yaml;

namespace Sweeps.Core.Tests.Definitions;

/// <summary>Plain scalars mean what the core schema of YAML 1.2 says (examples 10.9 of the specification among them).</summary>
public sealed class ScalarTests
{
    [Theory]
    [InlineData("", ScalarKind.Null)]
    [InlineData("~", ScalarKind.Null)]
    [InlineData("NULL", ScalarKind.Null)]
    [InlineData("nUll", ScalarKind.Text)]
    [InlineData("True", ScalarKind.Boolean)]
    [InlineData("yes", ScalarKind.Text)]
    [InlineData("on", ScalarKind.Text)]
    [InlineData("0", ScalarKind.Integer)]
    [InlineData("-19", ScalarKind.Integer)]
    [InlineData("+7", ScalarKind.Integer)]
    [InlineData("007", ScalarKind.Integer)]
    [InlineData("0o7", ScalarKind.Integer)]
    [InlineData("0o8", ScalarKind.Text)]
    [InlineData("0x3A", ScalarKind.Integer)]
    [InlineData("0x", ScalarKind.Text)]
    [InlineData("0.", ScalarKind.Float)]
    [InlineData("-0.0", ScalarKind.Float)]
    [InlineData(".5", ScalarKind.Float)]
    [InlineData("1e-3", ScalarKind.Float)]
    [InlineData("+12e03", ScalarKind.Float)]
    [InlineData("-2E+05", ScalarKind.Float)]
    [InlineData("1e", ScalarKind.Text)]
    [InlineData("1e5.5", ScalarKind.Text)]
    [InlineData(".", ScalarKind.Text)]
    [InlineData("-", ScalarKind.Text)]
    [InlineData("+", ScalarKind.Text)]
    [InlineData("-.inf", ScalarKind.Float)]
    [InlineData(".Inf", ScalarKind.Float)]
    [InlineData(".NAN", ScalarKind.Float)]
    [InlineData("inf", ScalarKind.Text)]
    [InlineData("1,5", ScalarKind.Text)]
    [InlineData("1_000", ScalarKind.Text)]
    [InlineData("12:30:45", ScalarKind.Text)]
    [InlineData("2001-12-14", ScalarKind.Text)]
    public void Plain_scalars_have_the_kind_of_the_core_schema(string text, object kind) => Assert.Equal(kind, Scalars.KindOf(Plain(text)));

    [Theory]
    [InlineData("1e-3", 0.001)]
    [InlineData(".5", 0.5)]
    [InlineData("0.", 0)]
    [InlineData("0o17", 15)]
    [InlineData("0xfF", 255)]
    [InlineData("+12e03", 12000)]
    [InlineData("-.INF", double.NegativeInfinity)]
    [InlineData(".nan", double.NaN)]
    public void Numbers_have_their_value(string text, double value) => Assert.Equal(value, Scalars.Number(Plain(text)));

    [Theory]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("9223372036854775808", null)]
    [InlineData("1e5", 100_000L)]
    [InlineData("2000.0", 2000L)]
    [InlineData("2000.5", null)]
    [InlineData("1e300", null)]
    [InlineData("0x10", 16L)]
    public void Whole_numbers_do_not_overflow(string text, long? value) => Assert.Equal(value, Scalars.Whole(Plain(text)));

    [Fact]
    public void Quoted_scalars_are_texts() => Assert.Equal(ScalarKind.Text, Scalars.KindOf(new ScalarNode(new SourceMark("", 0, 0), "1", IsPlain: false, 0)));

    [Fact]
    public void Minus_zero_is_zero() => Assert.Equal(0L, BitConverter.DoubleToInt64Bits(Scalars.Number(Plain("-0.0"))));

    private static ScalarNode Plain(string text) => new(new SourceMark("f", 1, 1), text, IsPlain: true, 0);
}
