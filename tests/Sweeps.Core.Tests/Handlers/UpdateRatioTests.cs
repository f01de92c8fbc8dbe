using Sweeps.Training;

namespace Sweeps.Core.Tests.Handlers;

public sealed class UpdateRatioTests
{
    [Fact]
    public void Is_the_learning_rate_times_the_norms_of_gradient_and_weight()
    {
        var step = new FakeStep { LearningRate = 0.5f };
        var (embedding, linear) = (step.Add("Embedding"), step.Add("Linear"));
        step.Add("Tanh");
        step.Set(embedding, TensorKinds.Weight, new[,] { { 3f, 4 } }).Set(embedding, TensorKinds.WeightGradient, new[,] { { 0f, 1 } });
        step.Set(linear, TensorKinds.Weight, new[,] { { 1f, 1 }, { 1, 1 } }).Set(linear, TensorKinds.WeightGradient, new[,] { { 6f, 0 }, { 0, 8 } });
        var table = HandlerRun.Rows(step, "update_ratio");

        Assert.Equal(["Embedding.0 weight_gradient", "Linear.0 weight_gradient"], HandlerRun.Subjects(table));
        Assert.Equal([0.1, 2.5], table.Column<double>("ratio").Values.ToArray());
        Assert.Equal([1.0, 10], table.Column<double>("gradient_norm").Values.ToArray());
        Assert.Equal([5.0, 2], table.Column<double>("weight_norm").Values.ToArray());
    }

    [Fact]
    public void Of_the_applied_step_is_its_norm_by_the_weights_whatever_the_learning_rate()
    {
        var step = new FakeStep { LearningRate = 0.5f };
        var linear = step.Add("Linear");
        step.Set(linear, TensorKinds.Weight, new[,] { { 1f, 1 }, { 1, 1 } }).Set(linear, TensorKinds.WeightGradient, new[,] { { 6f, 0 }, { 0, 8 } }).Set(linear, TensorKinds.Step, new[,] { { 3f, 0 }, { 0, 4 } });
        var table = HandlerRun.Rows(step, "update_ratio", ("of", "step"));

        Assert.Equal(["Linear.0 step"], HandlerRun.Subjects(table));
        Assert.Equal((2.5, 10.0, 2.0, 5.0), (table.Column<double>("ratio").Values[0], table.Column<double>("gradient_norm").Values[0], table.Column<double>("weight_norm").Values[0], table.Column<double>("step_norm").Values[0]));
    }

    /// <summary>Rows that were stored before there was a choice are what the default asks for.</summary>
    [Fact]
    public void The_default_has_the_signature_from_before_there_was_a_choice()
    {
        var before = System.Security.Cryptography.SHA256.HashData("kind update_ratio 1\nevery 1 first 0 last 0 at \n"u8);
        Assert.Equal(Convert.ToHexStringLower(before)[..16], HandlerRun.Define("update_ratio").Signature);
        Assert.NotEqual(HandlerRun.Define("update_ratio").Signature, HandlerRun.Define("update_ratio", ("of", "step")).Signature);
    }

    [Fact]
    public void Agrees_with_a_plain_sum_for_every_shape_layout_and_padding()
    {
        for (var rows = 1; rows <= 40; rows += 3)
        {
            for (var columns = 1; columns <= 70; columns += 3)
            {
                var (weight, gradient) = (Matrices.Normal(rows, columns, 1), Matrices.Normal(rows, columns, 2, 1e-3));
                var expected = (double)0.1f * Math.Sqrt(gradient.Cast<float>().Sum(x => (double)x * x) / weight.Cast<float>().Sum(x => (double)x * x));
                foreach (var columnsContiguous in (bool[])[false, true])
                {
                    var step = new FakeStep { ColumnsContiguous = columnsContiguous, Padding = rows % 3 };
                    var module = step.Add("Linear");
                    step.Set(module, TensorKinds.Weight, weight).Set(module, TensorKinds.WeightGradient, gradient);
                    Assert.Equal(expected, HandlerRun.Rows(step, "update_ratio").Column<double>("ratio").Values[0], expected * 1e-13);
                }
            }
        }
    }

    [Fact]
    public void Zero_weights_and_values_that_are_not_finite_do_not_stop_it()
    {
        var step = new FakeStep();
        foreach (var (weight, gradient) in new[] { (0f, 1f), (0f, 0f), (1f, float.NaN), (float.PositiveInfinity, 1f) })
        {
            var module = step.Add("Linear");
            step.Set(module, TensorKinds.Weight, new[,] { { weight } }).Set(module, TensorKinds.WeightGradient, new[,] { { gradient } });
        }

        Assert.Equal([double.PositiveInfinity, double.NaN, double.NaN, 0], HandlerRun.Rows(step, "update_ratio").Column<double>("ratio").Values.ToArray());
    }
}
