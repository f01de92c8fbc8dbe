using Sweeps.Core.Text;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Parameters.Hints;

/// <summary>The keys of PyTorch, Keras, Lightning, Hydra, Optuna, W&amp;B and others that people write into definitions. They are made only for a message.</summary>
/// <remarks>Those of a parameter's key stand with the parameter (<see cref="Parameter.CalledElsewhere"/>); here are those of sections, of what is no parameter, and of what does not exist.</remarks>
/// <param name="parameters">The parameters that there are.</param>
internal sealed class KeyHints(ParameterSet parameters)
{
    private const string LeaveOut = "leave it out";

    private IReadOnlyList<KeyHint>? _all;
    private Dictionary<(string Scope, string Name), KeyHint>? _byName;

    public IReadOnlyList<KeyHint> All => _all ??=
    [
        .. parameters.All.SelectMany(parameter => parameter.CalledElsewhere?.Invoke().Select(called => new KeyHint(called.Scope, parameter.Name, called.Advice, called.Names)) ?? []),

        // Training
        new(KeyScope.Anywhere, "train.optimizer", null, "optim", "optimiser", "opt", "solver"),
        new(KeyScope.Top, "train.optimizer", null, "optimizer"),
        new(KeyScope.Anywhere, null, OptimizerOptions(parameters.Models.Optimizers), "betas", "amsgrad", "maximize", "foreach"),
        new(KeyScope.Anywhere, null, "train.optimizer.weight_decay and train.penalty keep weights small; there is no other regularisation", "regularization", "regularisation", "regularizer", "l1", "lambda", "reg"),
        new(KeyScope.Anywhere, "model.dropout", null, "dropout_rate", "dropout_prob", "p_dropout", "drop", "drop_rate"),
        new(KeyScope.Anywhere, null, $"the loss follows from what the dataset asks a network for, the cross-entropy for classes and the mean squared error for numbers; {LeaveOut}", "loss", "criterion", "loss_fn", "loss_function", "loss_func"),
        new(KeyScope.Anywhere, null, $"every run trains all its steps; {LeaveOut}", "early_stopping", "early_stop", "patience", "early_terminate"),
        new(KeyScope.Anywhere, null, $"networks are trained on the processor; {LeaveOut}", "device", "devices", "gpu", "gpus", "cuda", "accelerator", "use_cuda", "use_gpu", "tpu", "mps"),
        new(KeyScope.Anywhere, null, $"networks are trained in float32; {LeaveOut}", "precision", "dtype", "amp", "fp16", "bf16", "mixed_precision", "use_amp"),

        // The network
        new(KeyScope.Anywhere, null, "write norm: layer, under model", "ln", "layer_normalization", "use_layer_norm", "with_layer_norm"),
        new(KeyScope.Anywhere, null, "write norm: batch, under model", "bn", "batch_norm_1d", "batch_normalization", "use_batch_norm", "use_bn", "with_batch_norm"),
        new(KeyScope.Parameters, "model.norm", $"Its values are {Wording.AllOf([.. parameters.Models.Norms.Names])}", "batch_norm", "layer_norm", "rms_norm"),
        new(KeyScope.Anywhere, "model.norm_affine", null, "affine", "elementwise_affine"),
        new(KeyScope.Anywhere, "model.init", null, "initialization", "initialisation", "initializer", "initialiser", "kernel_initializer", "weight_init", "weights_init", "init_method", "init_type", "init_scheme", "init_fn"),
        new("model.init", "scheme", null, "kind", "type", "method", "name", "distribution", "mode"),
        new(KeyScope.Anywhere, null, $"it follows from the data; {LeaveOut}", "vocab_size", "n_vocab", "vocab", "input_size", "input_dim", "output_size", "output_dim", "num_classes", "n_classes", "in_features", "out_features", "n_inputs", "n_outputs"),
        new("model", null, "write norm: batch; batch_norm holds what is special to it", "batchnorm"),
        new("model", null, $"there is one kind of network, which model describes; {LeaveOut}", "kind", "type", "name", "class", "architecture", "arch", "_target_"),
        new(KeyScope.Top, "model", null, "network", "net", "architecture", "arch", "mlp", "module"),
        new(KeyScope.Top, "train", null, "trainer", "training", "fit", "trainer_args", "training_args", "optimization"),
        new("train.optimizer", "kind", null, "type", "name", "class", "algorithm", "method", "_target_"),

        // Data
        new(KeyScope.Top, "engine", null, "backend", "framework", "engines"),
        new(KeyScope.Top, "dataset", null, "data", "datasets", "datamodule", "data_set", "train_data"),
        new("dataset", "source", null, "path", "file", "filename", "name", "data", "list", "words", "url", "root", "csv"),
        new(KeyScope.Anywhere, "dataset.split", "It is { train: 0.8, valid: 0.1, test: 0.1 }", "splits", "train_split", "train_size", "train_fraction", "test_size", "test_split", "val_size", "val_split", "valid_size", "validation_split", "train_val_split"),
        new("dataset.split", "valid", null, "val", "validation", "dev", "eval", "evaluation"),
        new("dataset.split", "train", null, "training", "fit"),
        new("dataset.split", "test", null, "testing", "holdout"),
        new(KeyScope.Anywhere, null, $"all examples are in memory, and no worker loads them; {LeaveOut}. Runs trained at once are an option: sweeps run --workers 4", "num_workers", "dataloader_workers", "pin_memory", "prefetch"),

        // The sweep
        new(KeyScope.Top, "grid", "Its axes are lists, as in grid: { lr: [0.1, 0.2] }", "parameters", "params", "hyperparameters", "hparams", "search_space", "space", "param_grid", "param_space", "config_space",
            "sweep", "sweeps", "axes", "axis", "variables", "matrix", "sweeper", "vary", "grid_search"),
        new(KeyScope.Anywhere, null, $"every cell of grid is trained; {LeaveOut}", "method", "search", "search_method", "strategy", "algorithm", "sampler", "pruner", "direction", "directions", "goal", "mode", "controller", "search_alg"),
        new(KeyScope.Anywhere, null, $"how many runs there are follows from grid; {LeaveOut}. An option trains at most some of them: sweeps run --limit 10", "n_trials", "num_trials", "max_trials", "trials", "num_samples", "run_cap", "n_runs", "num_runs", "budget", "limit"),
        new(KeyScope.Anywhere, null, "what is compared stands in summary: { values: [loss_end, loss_valid] }", "metric", "metrics", "objective", "monitor", "minimize", "maximise", "objectives", "target_metric"),
        new(KeyScope.Anywhere, null, $"sweeps trains the networks itself and starts no program; {LeaveOut}", "program", "command", "cmd", "script", "entrypoint", "function", "train_fn", "_target_", "run_command"),
        // There is a target, which is another thing.
        new("dataset", null, $"sweeps trains the networks itself and starts no program; {LeaveOut}", "_target_"),
        new(KeyScope.Parameters, null, $"sweeps trains the networks itself and starts no program; {LeaveOut}", "_target_"),
        new(KeyScope.Top, "extends", "It is the path of another definition, extends: base.yaml", "defaults", "hydra", "imports", "import", "base", "bases", "inherits", "inherit", "base_config", "parent", "from", "common", "shared", "template"),
        new(KeyScope.Top, null, "values that several places of a definition share are an anchor (&name), an alias (*name) or a merge key (<<: *name)", "anchors", "x-base"),
        new(KeyScope.Top, "name", null, "sweep_name", "experiment", "experiment_name", "exp_name", "study_name", "study", "run_name", "project", "project_name", "id", "group"),
        new(KeyScope.Top, "title", null, "description", "desc", "notes", "note", "comment", "display_name"),
        new(KeyScope.Top, null, $"results stay in a folder on this machine; {LeaveOut}", "entity", "wandb", "mlflow", "tracking", "tracking_uri", "storage", "team", "tags"),
        new(KeyScope.Top, null, $"a definition has no version; {LeaveOut}", "version", "api_version", "schema_version", "schema"),
        new(KeyScope.Top, "handlers", null, "callbacks", "callback", "hooks", "loggers", "logger", "logging", "log", "probes", "statistics", "stats", "diagnostics", "monitors", "measure", "observe", "track", "watch"),
        new(KeyScope.Anywhere, null, "when a handler looks stands with it: - rank_collapse: { every: 10 }", "log_every", "log_interval", "log_freq", "log_every_n_steps", "record_every", "logging_steps"),
        new(KeyScope.Anywhere, null, $"loss_valid and loss_test are measured at the end of every run; {LeaveOut}", "eval", "evaluation", "eval_every", "eval_interval", "val_every", "validate", "val_check_interval", "eval_steps", "eval_iters"),
        new(KeyScope.Anywhere, "save", "Models are saved with save: model", "save_model", "save_models", "save_weights", "save_best", "save_every", "checkpoint", "checkpoints", "checkpointing", "save_checkpoint", "save_checkpoints", "enable_checkpointing"),
        new(KeyScope.Top, "report", null, "plot", "plots", "figures", "charts", "html"),
        new(KeyScope.Top, "where", null, "condition", "conditions", "filter", "filters", "constraint", "constraints", "if", "when", "only"),
        new(KeyScope.Top, "exclude", null, "skip", "remove", "ignore", "drop", "without", "except"),
        new(KeyScope.Top, "include", null, "add", "extra", "extras", "also", "cells", "configs", "runs", "points"),
        new(KeyScope.Top, "zip", null, "zipped", "together", "paired", "parallel"),
        new(KeyScope.Top, "summary", null, "table", "tables", "pivot", "summarize", "aggregate"),
        new(KeyScope.Anywhere, null, "how many runs are trained at once is an option: sweeps run --workers 4", "workers", "n_jobs", "num_jobs", "max_workers", "n_workers", "num_processes", "jobs", "concurrency"),
        new(KeyScope.Anywhere, null, "where results go is an option: sweeps run --out DIR", "output", "output_dir", "out", "out_dir", "log_dir", "save_dir", "results", "results_dir", "default_root_dir", "local_dir", "dir", "run_dir"),
        new(KeyScope.Anywhere, null, "what a cluster is asked for are options: sweeps submit --tasks 8 --time 1:00:00", "slurm", "resources", "cluster", "partition", "nodes", "ntasks", "cpus", "cpus_per_task", "memory", "mem", "time", "timeout", "walltime", "launcher"),

        // Summary, evaluation and handlers
        new(KeyScope.Top, "evaluate", null, "eval", "evaluation", "evaluations", "validate", "validation", "eval_every", "eval_steps", "eval_interval", "eval_strategy", "evaluation_strategy", "val_check_interval", "check_val_every_n_epoch", "validation_freq"),
        new("evaluate", "every", "It is a number of steps, or epoch", "interval", "freq", "frequency", "steps", "period", "strategy", "eval_steps", "n", "each"),
        new("evaluate", "splits", null, "split", "of", "on", "data", "sets", "datasets"),
        new("evaluate", null, "all metrics of the task are computed; leave it out", "metric", "metrics"),
        new(KeyScope.Summary, "rows", null, "index", "group_by", "by", "y", "lines"),
        new(KeyScope.Summary, "columns", null, "cols", "pivot", "across", "x"),
        new(KeyScope.Summary, "values", null, "metric", "metrics", "outcomes", "measures", "cells", "z"),
        new(KeyScope.Outcomes, "loss_valid", null, "val_loss", "valid_loss", "validation_loss", "dev_loss", "eval_loss", "best_loss"),
        new(KeyScope.Outcomes, "loss_test", null, "test_loss"),
        new(KeyScope.Outcomes, "loss_end", "It is the mean over the last steps", "loss", "train_loss", "training_loss", "final_loss", "last_loss"),
        new(KeyScope.Outcomes, "loss_initial", null, "initial_loss", "first_loss", "init_loss"),
        new(KeyScope.Outcomes, "accuracy_valid", null, "accuracy", "acc", "val_acc", "valid_acc", "val_accuracy", "valid_accuracy", "dev_accuracy", "eval_accuracy", "top1"),
        new(KeyScope.Outcomes, "accuracy_test", null, "test_acc", "test_accuracy"),
        new(KeyScope.Outcomes, "accuracy_train", "It needs dataset.evaluate_train", "train_acc", "train_accuracy", "training_accuracy"),
        new(KeyScope.Outcomes, "r2_valid", null, "r2", "r2_score", "r_squared", "val_r2"),
        new(KeyScope.Outcomes, null, "accuracy_valid is the share of examples that are told right, and loss_valid the mean loss", "error_rate", "f1", "perplexity", "ppl"),
        new(KeyScope.Handlers, "percentiles", null, "percentile", "quantiles", "quantile", "activations", "gradients", "weights", "activation_stats", "gradient_stats"),
        new(KeyScope.Handlers, "histogram", null, "hist", "histograms", "distribution", "distributions"),
        new(KeyScope.Handlers, "moments", null, "mean", "std", "variance", "mean_std", "stats", "statistics", "norm", "norms", "grad_norm", "gradient_norm", "grad_norms", "weight_norm"),
        new(KeyScope.Handlers, "rank_collapse", null, "rank", "svd", "singular_values", "spectrum", "effective_rank", "stable_rank", "collapse"),
        new(KeyScope.Handlers, "update_ratio", null, "update_to_data", "update_to_weight", "update_data_ratio", "updates", "update_ratios", "grad_to_weight"),
        new(KeyScope.Handlers, "dead_units", null, "dead", "dead_neurons", "dead_relu", "dead_relus", "dying_relu", "dying_units"),
        new(KeyScope.Handlers, "saturation", null, "saturated", "saturated_fraction", "saturation_rate"),
        new(KeyScope.Handlers, null, "the loss of every step is recorded without a handler, in losses.parquet", "loss", "losses", "train_loss", "val_loss", "accuracy"),
        new(KeyScope.Measure, "of", null, "series", "source", "column", "from", "table", "what", "metric"),
        new(KeyScope.Measure, "take", null, "aggregate", "agg", "reduce", "reduction", "at", "over_steps", "when"),
        new(KeyScope.Measure, "over_layers", null, "over", "over_modules", "reduce_layers", "layer_aggregate"),
        new(KeyScope.Measure, "tensor", null, "tensors"),
        new(KeyScope.Measure, "modules", null, "module"),
        new(KeyScope.Measure, "layers", null, "layer"),
        new(KeyScope.Measure, "better", "It is lower or higher", "direction", "goal", "mode", "objective"),
        new(KeyScope.Measure, "difference", null, "minus", "diff", "subtract", "delta"),
        new(KeyScope.Measure, "ratio", null, "quotient", "divide", "over_ratio"),
        new(KeyScope.Measure, "less", null, "lt", "below", "less_than"),
        new(KeyScope.Measure, "greater", null, "gt", "above", "more", "greater_than"),
        new(KeyScope.Take, "last", null, "final", "end"),
        new(KeyScope.Take, "first", null, "initial", "start"),
        new(KeyScope.Take, "mean", null, "average", "avg"),
        new(KeyScope.Take, "max", null, "maximum", "greatest"),
        new(KeyScope.Take, "min", null, "minimum", "least", "best"),
        new(KeyScope.Take, "at", null, "step", "at_step"),
        new(KeyScope.Schedule, "factor", null, "gamma", "by", "decay", "rate", "drop", "multiplier", "eta_min", "final", "end_factor", "min_lr", "alpha"),
        new(KeyScope.Schedule, "at", "It is a fraction of the steps, from 0 to 1", "step", "step_size", "milestone", "milestones", "when", "where", "fraction", "start", "epoch"),
        .. Range("from", ForeignAxis.Lower), .. Range("to", ForeignAxis.Upper), .. Range("steps", ForeignAxis.Counts), .. Range("scale", ForeignAxis.Spacings),
        new(KeyScope.Handler, "every", null, "interval", "freq", "frequency", "period", "each", "log_every", "stride", "every_n_steps", "n"),
        new(KeyScope.Handler, "at", null, "steps", "step", "when", "quantiles", "percentiles", "percentile", "q", "levels"),
        new(KeyScope.Handler, "of", null, "tensor", "tensors", "what", "kind", "target", "targets", "on"),
        new(KeyScope.Handler, "modules", null, "layers", "layer", "module", "where", "modules_of"),
        new(KeyScope.Handler, "bins", null, "n_bins", "num_bins", "buckets"),
        new(KeyScope.Handler, "name", null, "table", "title", "label", "as", "id"),
    ];

    /// <summary>The hint for a key, by how <see cref="FoldedName"/> writes it.</summary>
    public KeyHint? Find(string scope, string folded) => (_byName ??= Index()).GetValueOrDefault((scope, folded));

    private static KeyHint[] Range(string means, IReadOnlyList<string> names) => [new(KeyScope.Range, means, null, [.. names.Where(name => !string.Equals(name, means, StringComparison.Ordinal))])];

    // The options of sgd are momentum and weight_decay, those of …
    private static string OptimizerOptions(Catalogue<OptimizerDescriptor> optimizers) => "the options of " + string.Join(", those of ", optimizers.Select(optimizer =>
        $"{optimizer.Name} are {Wording.AllOf([.. optimizer.Options.Select(option => option.Name[(option.Name.LastIndexOf('.') + 1)..]).Order(StringComparer.Ordinal)])}"));

    private Dictionary<(string Scope, string Name), KeyHint> Index()
    {
        var hints = new Dictionary<(string Scope, string Name), KeyHint>();
        foreach (var hint in All)
            foreach (var name in hint.Names)
                hints.Add((hint.Scope, FoldedName.Of(name)), hint);
        return hints;
    }
}
