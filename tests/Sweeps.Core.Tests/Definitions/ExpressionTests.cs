using Sweeps.Core.Definitions.Expressions;
using Sweeps.Core.Parameters;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Definitions;

public sealed class ExpressionTests
{
    // A cell of defaults: relu, none, depth 6, width 30, lr 0.2, steps 2000, seed 1, gain √2.
    [Theory]
    [InlineData("depth == 6", true)]
    [InlineData("depth != 6", false)]
    [InlineData("depth < 6 or depth > 6", false)]
    [InlineData("depth <= 6 and depth >= 6", true)]
    [InlineData("model.depth == 6 and train.lr == 0.2 and seed == 1", true)]
    [InlineData("init.gain > 1.41 and gain < 1.42", true)]
    [InlineData("activation == 'relu'", true)]
    [InlineData("activation == \"tanh\"", false)]
    [InlineData("'relu' == activation", true)]
    [InlineData("activation in ['tanh', 'relu']", true)]
    [InlineData("activation not in ['tanh', 'relu']", false)]
    [InlineData("depth in [1, 2 * 3]", true)]
    [InlineData("not activation == 'tanh'", true)]
    [InlineData("not not depth == 6", true)]
    [InlineData("not (depth == 6 and width == 30)", false)]
    [InlineData("true or false and false", true)]
    [InlineData("(true or false) and false", false)]
    [InlineData("normalize_logits == false", true)]
    [InlineData("not normalize_logits", true)]
    [InlineData("1 + 2 * 3 == 7", true)]
    [InlineData("(1 + 2) * 3 == 9", true)]
    [InlineData("10 - 4 - 3 == 3", true)]
    [InlineData("2 / 4 == 0.5 and 7 % 4 == 3", true)]
    // The remainder as Python 3 prints it.
    [InlineData("-7 % 4 == 1 and 7 % -4 == -1 and -7 % -4 == -3 and 7 % 4 == 3", true)]
    [InlineData("-1 % 3 == 2 and -6 % 3 == 0 and 6 % -3 == 0 and 5.5 % 2 == 1.5 and -5.5 % 2 == 0.5", true)]
    [InlineData("(depth - 8) % 4 == 2", true)]
    [InlineData("depth % 0 == 0", false)]
    [InlineData("-depth + +6 == 0", true)]
    [InlineData("lr * steps >= 400", true)]
    [InlineData("1e-3 < lr and .5 > lr", true)]
    [InlineData("width / (depth - 6) > 5", true)] // division by zero is infinite, as in IEEE 754
    [InlineData("0 / (depth - 6) == 0", false)] // and 0/0 equals nothing
    [InlineData("schedule == 'constant' and shuffle != 'python:1'", true)]
    [InlineData("depth==6 and(width==30)", true)]
    public void Means_what_it_says(string expression, bool value) => Assert.Equal(value, ExpressionParser.Parse(expression, Shipped.Parameters)(Defaults()));

    [Theory]
    [InlineData("", 0, "the expression is empty")]
    [InlineData("  ", 0, "the expression is empty")]
    [InlineData("depht > 3", 0, "there is no parameter 'depht'; did you mean 'depth'?")]
    [InlineData("momentun > 3", 0, "did you mean 'momentum'?")]
    [InlineData("activation == relu", 14, "there is no parameter 'relu' (a text stands in quotes: 'relu')")]
    [InlineData("norm != none", 8, "there is no parameter 'none' (a text stands in quotes: 'none')")]
    [InlineData("activation == 'rellu'", 14, "activation is never 'rellu'; it is tanh, relu, selu, gelu, leaky_relu, identity, sigmoid, hardtanh, softplus, elu, silu, mish or gelu_tanh; did you mean 'relu'?")]
    [InlineData("activation in ['tanh', 'rellu']", 23, "activation is never 'rellu'")]
    [InlineData("activation == 'softsign'", 14, "tanh is the nearest to it")]
    [InlineData("norm == 'LayerNorm'", 8, "norm is never 'LayerNorm'; it is none, batch, layer or rms; write layer")]
    [InlineData("learning_rate > 0.1", 0, "there is no parameter 'learning_rate'; did you mean 'lr'?")]
    [InlineData("activation == 3", 11, "a text and a number cannot be compared")]
    [InlineData("activation < 'tanh'", 11, "a text has no order; only == and != compare it")]
    [InlineData("normalize_logits < true", 17, "a condition has no order")]
    [InlineData("depth", 0, "this is a number; a condition such as depth <= 8 is needed here")]
    [InlineData("depth == 6 and width", 15, "this is a number; a condition")]
    [InlineData("not depth", 4, "this is a number; a condition")]
    [InlineData("'relu'", 0, "this is a text; a condition")]
    [InlineData("activation + 1 == 2", 0, "this is a text; + takes numbers")]
    [InlineData("-activation == 2", 1, "this is a text; - takes numbers")]
    [InlineData("depth = 6", 6, "'=' means nothing here; equality is ==")]
    [InlineData("depth == 6 && width == 3", 11, "write and")]
    [InlineData("depth == 6 || width == 3", 11, "write or")]
    [InlineData("!(depth == 6)", 0, "write not, or != for inequality")]
    [InlineData("1 < depth < 5", 10, "comparisons do not chain; write a < b and b < c")]
    [InlineData("depth ==", 8, "the expression ends where a parameter, a number or a text in quotes is expected")]
    [InlineData("depth == 6 width", 11, "'width' stands where an operator")]
    [InlineData("(depth == 6", 11, "the expression ends where ')' is expected")]
    [InlineData("depth == 6)", 10, "')' stands where an operator")]
    [InlineData("depth in 6", 9, "'6' stands where a list such as [1, 2] after in is expected")]
    [InlineData("depth in []", 10, "']' stands where a parameter")]
    [InlineData("depth in [1, 2", 14, "the expression ends where ',' or ']' is expected")]
    [InlineData("depth not 6", 6, "'not' stands where an operator")]
    [InlineData("activation == 'relu", 14, "the text that begins here has no closing '")]
    [InlineData("depth == 3x", 9, "'3x' is not a number")]
    [InlineData("depth == 1e999", 9, "'1e999' is too large for a number")]
    [InlineData("depth == 6; 1", 10, "';' means nothing here")]
    public void Says_what_is_wrong_and_where(string expression, int position, string message)
    {
        var error = Assert.Throws<ExpressionException>(() => ExpressionParser.Parse(expression, Shipped.Parameters));
        Assert.Equal(position, error.Position);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(", 1_000, "nested more than 50 deep")]
    [InlineData("not ", 1_000, "nested more than 50 deep")]
    [InlineData("-", 1_000, "nested more than 50 deep")]
    [InlineData("1+", 2_500, "more than 4000 parts")]
    [InlineData("(", 1_000_000, "at most 20000 are read")]
    public void Nesting_and_length_are_bounded(string part, int times, string message)
    {
        var expression = string.Concat(Enumerable.Repeat(part, times)) + "1 == 1";
        Assert.Contains(message, Assert.Throws<ExpressionException>(() => ExpressionParser.Parse(expression, Shipped.Parameters)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_chains_are_fine()
    {
        var sum = string.Join(" + ", Enumerable.Repeat("1", 1500)) + " == 1500";
        Assert.True(ExpressionParser.Parse(sum, Shipped.Parameters)(Defaults()));
        var any = string.Join(" or ", Enumerable.Range(0, 900).Select(depth => $"depth == {depth}"));
        Assert.True(ExpressionParser.Parse(any, Shipped.Parameters)(Defaults()));
    }

    [Theory]
    [InlineData("where: depht > 3", "d.yaml:2:8: ")]
    [InlineData("where: depth > 3 and depht > 3", "d.yaml:2:22: ")]
    [InlineData("where: 'depth > 3 and depht > 3'", "d.yaml:2:23: ")]
    [InlineData("where: \"depth > 3 and depht > 3\"", "d.yaml:2:23: ")]
    [InlineData("where:   \"depht > 3\"", "d.yaml:2:11: ")]
    [InlineData("where: |\n  depth > 3 and\n  depht > 3", "d.yaml:2:8: there is no parameter 'depht'; did you mean 'depth'? (at character 15 of the expression)")]
    [InlineData("where: 'activation == ''rellu'''", "d.yaml:2:8: activation is never 'rellu'; it is tanh, relu, selu, gelu, leaky_relu, identity, sigmoid, hardtanh, softplus, elu, silu, mish or gelu_tanh; did you mean 'relu'? (at character 15 of the expression)")]
    [InlineData("where: [depth]", "d.yaml:2:8: where is a list; it must be a condition")]
    public void A_mistake_is_located_in_the_file(string where, string start) =>
        Assert.StartsWith(start, Reader.Error($"name: x\n{where}"), StringComparison.Ordinal);

    [Fact]
    public void A_mistake_in_the_option_is_located_there()
    {
        var error = Assert.Single(Reader.Read("name: x", "depth > 3 and depht > 3", []).Errors);
        Assert.StartsWith("--where:1:15: there is no parameter 'depht'", error.ToString(), StringComparison.Ordinal);
    }

    private static CellValues Defaults()
    {
        var cell = new CellValues(Shipped.Parameters, [.. Shipped.Parameters.All.Select(parameter => parameter.Default ?? CellValues.Auto)], new object[Shipped.Parameters.All.Count]);
        cell.State();
        return cell;
    }
}
