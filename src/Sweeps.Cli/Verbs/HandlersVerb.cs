using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Output;
using Sweeps.Core.Handlers;

namespace Sweeps.Cli.Verbs;

/// <summary><c>sweeps handlers</c></summary>
internal static class HandlersVerb
{
    public const string Name = "handlers";

    public static Verb Descriptor { get; } = new()
    {
        Name = Name,
        Group = VerbGroup.Definitions,
        Summary = "Lists what can be recorded while networks train, with options and columns.",
        Examples =
        [
            new("List the handlers that there are, with their options."),
            new("List the handlers of an assembly of your own, too.", "--plugin", "my.dll"),
        ],
        Documentation = "docs/definition.md",
        Define = Define,
    };

    private static void Define(Command command, ProgramContext context)
    {
        var plugin = DefinitionOptions.PluginOption();
        command.Add(plugin);
        command.Prints(context.Terminal, parsed => context.Composition.Catalogue.With(parsed.GetValue(plugin)!).Handlers, Write, ToJson);
    }

    private static JsonObject ToJson(HandlerCatalogue handlers) => new()
    {
        ["handlers"] = JsonOutput.List(handlers.Kinds, kind => new JsonObject
        {
            ["name"] = kind.Name,
            ["summary"] = kind.Summary,
            ["columns"] = JsonOutput.Texts(kind.Columns(Defaults(kind)).Select(column => column.Name)),
            ["options"] = JsonOutput.List(kind.Options, option => new JsonObject
            {
                ["name"] = option.Name,
                ["summary"] = option.Summary,
                ["default"] = JsonOutput.Value(option.Default),
                ["allowed"] = option.Allowed is { } allowed ? JsonOutput.Texts(allowed) : null,
                ["minimum"] = option.Minimum > double.MinValue ? option.Minimum : null,
                ["maximum"] = option.Maximum < double.MaxValue ? option.Maximum : null,
            }),
        }),
    };

    private static HandlerOptions Defaults(IHandlerKind kind) =>
        new(kind.Options.ToDictionary(option => option.Name, option => option.Default, StringComparer.Ordinal));

    private static void Write(TextWriter writer, HandlerCatalogue handlers)
    {
        foreach (var kind in handlers.Kinds)
        {
            writer.WriteLine($"{kind.Name}: {kind.Summary}");
            writer.WriteLine($"  columns: {string.Join(", ", kind.Columns(Defaults(kind)).Select(column => column.Name))}");
            var table = new TextTable();
            foreach (var option in kind.Options)
                table.Add(option.Name, Written(option.Default), option.Summary + Allowed(option));
            table.WriteTo(writer, "  ");
            writer.WriteLine();
        }

        foreach (var broken in handlers.Broken)
            writer.WriteLine($"Of the plugin '{broken.Plugin}', {broken.Problem}");
        writer.WriteLine("Each also takes a schedule: every (0, k, 2k, …), at (these steps; -1 is the last), first and last (that many steps); and name, the name of its table.");
    }

    private static string Allowed(HandlerOption option)
    {
        if (option.Allowed is { Count: > 0 } names)
            return $" One of {string.Join(", ", names)}.";
        var (least, most) = (option.Minimum > double.MinValue, option.Maximum < double.MaxValue);
        return (least, most) switch
        {
            (true, true) => string.Create(CultureInfo.InvariantCulture, $" From {option.Minimum} to {option.Maximum}."),
            (true, false) => string.Create(CultureInfo.InvariantCulture, $" At least {option.Minimum}."),
            (false, true) => string.Create(CultureInfo.InvariantCulture, $" At most {option.Maximum}."),
            _ => "",
        };
    }

    private static string Written(object value) => value switch
    {
        double[] numbers => $"[{string.Join(", ", numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)))}]",
        string[] names => $"[{string.Join(", ", names)}]",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
